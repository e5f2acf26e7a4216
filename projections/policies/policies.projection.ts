import type { Policy } from '../../events/policy/policy-events.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';

export type PolicyRow = {
  /** See {@link policyKey}. */
  version: string;
  policy: Policy;
  adopted_at: string;
  adopted_by: string;
  recorded_position: string;
};

export const policyColumns = {
  version: { type: 'text' },
  policy: { type: 'json' },
  adopted_at: { type: 'text' },
  adopted_by: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<PolicyRow>;

/** The version's number in ten digits: as text it sorts as the number does. */
export function policyKey(version: number): string {
  return String(version).padStart(10, '0');
}

export const policies: Projection<PolicyRow> = {
  name: 'policies',
  version: 1,
  table: { name: 'policies', columns: policyColumns, key: 'version', versioned: false },
  handles: ['PolicyAdopted'],
  keys: (event) => (event.type === 'PolicyAdopted' ? [policyKey(event.data.version)] : []),
  evolve(before, event, key) {
    if (event.type !== 'PolicyAdopted') return undefined;
    absent(before, event, `version ${key}`);
    return {
      version: key,
      policy: event.data,
      adopted_at: event.metadata.recordedAt,
      adopted_by: event.metadata.actor.id,
      recorded_position: event.position,
    };
  },
};
