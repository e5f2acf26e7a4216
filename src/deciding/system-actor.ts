import type { Actor } from '../../events/envelope.js';

/** What the ledger itself does; in no member's name. */
export const SYSTEM: Actor = {
  id: '00000000-0000-0000-0000-000000000000',
  roles: ['system'],
  organization: 'Fact Ledger',
};
