import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { Projector } from '../../projections/engine/projector.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { Projecting } from '../../src/ledger.js';

/** In the thread of the tests: a server that is begun for other things starts half a second earlier. */
export const projectingHere: Projecting = ({ store, views, leases }, options) =>
  new Projector(
    { feed: store, catalog: ledgerCatalog, store: views, leases },
    ledgerProjections,
    options,
  );
