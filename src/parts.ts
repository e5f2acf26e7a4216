/** Names under which the composition root offers what is not a class of its own. */
export const EVENT_STORE = Symbol('EventStore');
export const CATALOG = Symbol('Catalog');
export const VIEWS = Symbol('Views');
export const PROJECTIONS = Symbol('Projections');
export const SNAPSHOTS = Symbol('Snapshots');
export const SETTINGS = Symbol('Settings');
export const CLOCK = Symbol('Clock');

export type Clock = () => Date;
