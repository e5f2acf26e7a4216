import type { Role } from '../../events/envelope.js';
import { integer, json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent, ImpossibleEventError } from '../impossible-event.js';
import { revised } from '../revised.js';
import { retractionOf, type Retraction } from '../retraction.js';

/** A key as others may see it: neither the key nor its digest. */
export interface MemberKey {
  readonly id: string;
  readonly label: string | null;
  readonly recordedAt: string;
  readonly revokedAt: string | null;
}

export const members = defineProjection({
  name: 'members',
  version: 3,
  // Members are few: the list is sorted as it is read.
  table: {
    name: 'members',
    columns: {
      member_id: text(),
      /** The revision of the last event of the member's stream. */
      revision: integer(),
      name: text(),
      organization: text(),
      roles: json<readonly Role[]>(),
      suspended: nullable(json<Retraction>()),
      /** The position of the last suspension that withdraws the member's verdicts. */
      verdicts_withdrawn: nullable(text()),
      /** Oldest first. */
      keys: json<readonly MemberKey[]>(),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'member_id',
  },
  on: {
    MemberEnrolled(before, event, key) {
      absent(before, event, key);
      return {
        member_id: key,
        revision: Number(event.revision),
        name: event.data.name,
        organization: event.data.organization,
        roles: event.data.roles,
        suspended: null,
        verdicts_withdrawn: null,
        keys: [],
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    MemberRolesChanged: revised((row, { data }) => ({ ...row, roles: data.roles })),
    MemberSuspended: revised((row, event) => ({
      ...row,
      suspended: retractionOf(event, event.data.reason),
      verdicts_withdrawn:
        event.data.verdicts === 'are-withdrawn' ? event.position : row.verdicts_withdrawn,
    })),
    MemberReinstated: revised((row) => ({ ...row, suspended: null })),
    KeyIssued: revised((row, { data, metadata }) => {
      const { keyId: id, label = null } = data;
      const issued = { id, label, recordedAt: metadata.recordedAt, revokedAt: null };
      return { ...row, keys: [...row.keys, issued] };
    }),
    KeyRevoked: revised((row, event) => {
      const { keyId } = event.data;
      if (!row.keys.some(({ id }) => id === keyId)) {
        throw new ImpossibleEventError(event, `key ${keyId} was never issued`);
      }
      const revokedAt = event.metadata.recordedAt;
      const keys = row.keys.map((key) => (key.id === keyId ? { ...key, revokedAt } : key));
      return { ...row, keys };
    }),
  },
});
