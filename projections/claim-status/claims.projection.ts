import type { ClaimKind } from '../../events/claim/claim-events.js';
import type { Claimant } from '../../events/fields.js';
import { json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../name-key.js';

/** What was recorded of every claim and never changes; how it stands is for `claim-status` to say. */
export const claims = defineProjection({
  name: 'claims',
  version: 1,
  table: {
    name: 'claims',
    columns: {
      claim_id: text(),
      text: text(),
      kind: text<ClaimKind>(),
      claimant: json<Claimant>(),
      /** See `nameKey`; null where the publisher itself speaks and is not named. */
      claimant_name: nullable(text()),
      stated_at: nullable(text()),
      language: nullable(text()),
      topics: json<readonly string[]>(),
      resolves: nullable(json<{ readonly by: string; readonly criterion: string }>()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'claim_id',
    indexes: [
      { columns: ['recorded_position', 'claim_id'] },
      {
        columns: ['claimant_name', 'recorded_position', 'claim_id'],
        where: 'claimant_name is not null',
      },
    ],
    fullText: ['text'],
  },
  on: {
    ClaimRecorded(before, event, key) {
      absent(before, event, key);
      const { data, metadata, position } = event;
      return {
        claim_id: key,
        text: data.text,
        kind: data.kind,
        claimant: data.claimant,
        claimant_name: claimantName(data.claimant),
        stated_at: data.statedAt ?? null,
        language: data.language ?? null,
        topics: data.topics,
        resolves: data.resolves ?? null,
        recorded_by: data.recordedBy,
        recorded_at: metadata.recordedAt,
        recorded_position: position,
      };
    },
  },
});

function claimantName(claimant: Claimant): string | null {
  if (claimant.kind === 'anonymous') return nameKey(claimant.description);
  return claimant.agent ? nameKey(claimant.agent.name) : null;
}
