import type { Policy } from '../../events/policy/policy-events.js';
import { json, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';

/** The version's number in ten digits: as text it sorts as the number does. */
export function policyKey(version: number): string {
  return String(version).padStart(10, '0');
}

export const policies = defineProjection({
  name: 'policies',
  version: 2,
  table: {
    name: 'policies',
    columns: {
      /** See {@link policyKey}. */
      version: text(),
      policy: json<Policy>(),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'version',
  },
  keys: ({ data }) => [policyKey(data.version)],
  on: {
    PolicyAdopted(before, event, key) {
      absent(before, event, `version ${key}`);
      return {
        version: key,
        policy: event.data,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
  },
});
