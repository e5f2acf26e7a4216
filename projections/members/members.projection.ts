import { idOf, type Role } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

/** A key as others may see it: neither the key nor its digest. */
export interface MemberKey {
  readonly keyId: string;
  readonly label: string | null;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
}

export type MemberRow = {
  member_id: string;
  /** Of the last event of the member's stream. */
  revision: number;
  name: string;
  organisation: string;
  roles: readonly Role[];
  suspended: TakenBack | null;
  /** Oldest first. */
  keys: readonly MemberKey[];
  enrolled_at: string;
  recorded_position: string;
};

export const memberColumns = {
  member_id: { type: 'text' },
  revision: { type: 'integer' },
  name: { type: 'text' },
  organisation: { type: 'text' },
  roles: { type: 'json' },
  suspended: { type: 'json', nullable: true },
  keys: { type: 'json' },
  enrolled_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<MemberRow>;

export const members: Projection<MemberRow> = {
  name: 'members',
  version: 1,
  // Members are few: the list is sorted as it is read.
  table: { name: 'members', columns: memberColumns, key: 'member_id', versioned: false },
  handles: [
    'MemberEnrolled',
    'MemberRolesChanged',
    'MemberSuspended',
    'MemberReinstated',
    'KeyIssued',
    'KeyRevoked',
  ],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type === 'MemberEnrolled') {
      absent(before, event, key);
      return {
        member_id: key,
        revision: Number(event.revision),
        name: event.data.name,
        organisation: event.data.organisation,
        roles: event.data.roles,
        suspended: null,
        keys: [],
        enrolled_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    }
    const row = { ...existing(before, event, key), revision: Number(event.revision) };
    const at = event.metadata.recordedAt;
    switch (event.type) {
      case 'MemberRolesChanged':
        return { ...row, roles: event.data.roles };
      case 'MemberSuspended':
        return { ...row, suspended: takenBack(event, event.data.reason) };
      case 'MemberReinstated':
        return { ...row, suspended: null };
      case 'KeyIssued': {
        const { keyId, label } = event.data;
        const issued = { keyId, label: label ?? null, issuedAt: at, revokedAt: null };
        return { ...row, keys: [...row.keys, issued] };
      }
      case 'KeyRevoked': {
        const { keyId } = event.data;
        if (!row.keys.some((k) => k.keyId === keyId)) {
          throw new ImpossibleEventError(event, `key ${keyId} was never issued`);
        }
        const keys = row.keys.map((k) => (k.keyId === keyId ? { ...k, revokedAt: at } : k));
        return { ...row, keys };
      }
      default:
        return undefined;
    }
  },
};
