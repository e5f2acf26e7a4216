import type { Kysely } from 'kysely';

import type { Catalog } from '../events/catalog.js';
import type { ViewTables } from '../projections/view-tables.js';
import type { DeliveryStore } from './delivery-store/delivery-store.js';
import type { EventStore } from './event-store/event-store.js';
import type { Pages } from './fetching/pages.js';
import type { ViewProgress } from './queries/view-reads.js';
import type { Settings } from './settings/settings.js';
import type { Receivers } from './webhooks/delivering/webhook-client.js';

/** The name of a part that is not a class of its own, with the part's type. */
export type PartName<Part> = symbol & { readonly part?: Part };

export type Clock = () => Date;

/** Names under which the composition root offers what is not a class of its own. */
export const EVENT_STORE: PartName<EventStore> = Symbol('EventStore');
export const CATALOG: PartName<Catalog> = Symbol('Catalog');
export const VIEWS: PartName<Kysely<ViewTables>> = Symbol('Views');
/** How far the views are, whichever process projects them. */
export const VIEW_PROGRESS: PartName<ViewProgress> = Symbol('ViewProgress');
export const SETTINGS: PartName<Settings> = Symbol('Settings');
/** Where captures by URL come from. */
export const PAGES: PartName<Pages> = Symbol('Pages');
/** To whom messages of webhooks are sent. */
export const WEBHOOK_RECEIVERS: PartName<Receivers> = Symbol('WebhookReceivers');
/** What is to be sent to webhooks, and was. */
export const DELIVERIES: PartName<DeliveryStore> = Symbol('Deliveries');
export const CLOCK: PartName<Clock> = Symbol('Clock');
