/** Names under which the composition root offers what is not a class of its own. */
export const EVENT_STORE = Symbol('EventStore');
export const CATALOG = Symbol('Catalog');
export const VIEWS = Symbol('Views');
/** How far the views are, whichever process projects them. */
export const VIEW_PROGRESS = Symbol('ViewProgress');
export const SETTINGS = Symbol('Settings');
/** Where captures by URL come from. */
export const PAGES = Symbol('Pages');
export const CLOCK = Symbol('Clock');

export type Clock = () => Date;
