import type { ClaimKind } from '../../events/claim/claim-events.js';
import type { Claimant } from '../../events/fields.js';
import { beginningOf, isPartialDate, lastInstantOf } from '../../events/partial-date.js';
import { json, nullable, text } from '../engine/columns.js';
import { countOne, countsTable } from '../counts.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../../src/text/name-key.js';

/** How many claims each claimant has made. */
const claimantCounts = countsTable('claimant_counts', (event) => {
  const claimant = event.type === 'ClaimRecorded' && claimantName(event.data.claimant);
  return claimant ? [claimant] : [];
});

/** What was recorded of every claim and never changes; how it stands is for `claim-status` to say. */
export const claims = defineProjection({
  name: 'claims',
  version: 2,
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
      /** The first and the last instant (UTC, milliseconds) of its date; null where that is none. */
      stated_from: nullable(text()),
      stated_until: nullable(text()),
      language: nullable(text()),
      /** The first subtag of the language, in small letters. */
      language_key: nullable(text()),
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
      { columns: ['kind', 'recorded_position', 'claim_id'] },
      { columns: ['recorded_by', 'recorded_position', 'claim_id'] },
      {
        columns: ['language_key', 'recorded_position', 'claim_id', 'language'],
        where: 'language_key is not null',
      },
      {
        columns: ['stated_from', 'stated_until', 'recorded_position', 'claim_id'],
        where: 'stated_from is not null',
      },
    ],
    fullText: ['text'],
  },
  sides: [claimantCounts],
  on: {
    ClaimRecorded(before, event, key, sides) {
      absent(before, event, key);
      const { data, metadata, position } = event;
      const claimant = claimantName(data.claimant);
      const stated = data.statedAt !== undefined && isPartialDate(data.statedAt) && data.statedAt;
      if (claimant !== null) countOne(sides, claimantCounts, claimant);
      return {
        claim_id: key,
        text: data.text,
        kind: data.kind,
        claimant: data.claimant,
        claimant_name: claimant,
        stated_at: data.statedAt ?? null,
        stated_from: stated ? beginningOf(stated) : null,
        stated_until: stated ? lastInstantOf(stated) : null,
        language: data.language ?? null,
        language_key: data.language === undefined ? null : languageKey(data.language),
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

/** The language alone, without script, region or variant: RFC 5646, 2.2.1. */
export function languageKey(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}
