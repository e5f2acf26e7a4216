import shared from '@eventstore/db-client/generated/shared_pb.js';
import fc from 'fast-check';

import { idOf, structuredId } from './messages.js';

describe('ids of the protocol', () => {
  it('are the same in both of their forms', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(idOf(structuredId(id))).toBe(id);
        expect(idOf(new shared.UUID().setString(id.toUpperCase()))).toBe(id);
      }),
    );
  });

  it('have their halves signed, the one of more weight first', () => {
    const halves = structuredId('80000000-0000-0000-0000-000000000001').getStructured();
    expect(halves?.getMostSignificantBits()).toBe('-9223372036854775808');
    expect(halves?.getLeastSignificantBits()).toBe('1');
  });
});
