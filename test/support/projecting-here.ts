import { Projector } from '../../projections/engine/projector.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import { engineOver } from '../../src/ledger-views.js';
import type { Projecting } from '../../src/ledger.js';

/** Projects in the thread of the tests: a server that is begun for other things starts half a second earlier. */
export const projectingHere: Projecting = ({ store, database, leases }, options) =>
  new Projector(engineOver(store, database, leases), ledgerProjections, options);
