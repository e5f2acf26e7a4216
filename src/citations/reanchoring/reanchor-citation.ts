import { v5 as uuidv5 } from 'uuid';

import type { ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import type { ExtractedText } from '../../../events/source/source-events.js';
import { SYSTEM } from '../../access/system.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn } from '../../deciding/outcome.js';
import type { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { anchorQuote } from '../anchoring/anchor-quote.js';
import { reanchored } from '../anchoring/reanchoring.js';
import { citationDecider } from '../citation.decider.js';
import type { QuotingCitation } from '../queries/pending-reanchorings.js';

/** A snapshot that a citation's source had after the one that is cited. */
export interface LaterSnapshot {
  readonly sha256: string;
  readonly text: ExtractedText;
  /** The id of the event that says that it was captured. */
  readonly capture: string;
}

export interface ReanchoringParts {
  readonly runner: CommandRunner;
  readonly texts: SnapshotTexts;
}

/**
 * Looks for a citation's quote in a later snapshot of its source, and records what it came to: once for
 * each citation and snapshot, however often and in however many processes it is tried.
 *
 * @returns undefined where nothing is to be recorded any more.
 * @throws EventStoreError; SnapshotStoreError; CommandRefusedError where there is no such citation.
 */
export async function reanchorCitation(
  { runner, texts }: ReanchoringParts,
  { claimId, citationId }: Pick<QuotingCitation, 'claimId' | 'citationId'>,
  { sha256, text, capture }: LaterSnapshot,
): Promise<ReanchoringOutcome | undefined> {
  const commandId = uuidv5(`reanchor ${citationId} ${sha256}`, SYSTEM.id);
  const outcome = await runner.run({
    decider: citationDecider,
    stream: `claim-${claimId}`,
    context: { actor: SYSTEM, commandId, correlationId: commandId, causationId: capture },
    content: { name: 'ReanchorCitation', citationId, snapshot: sha256 },
    command: async ({ state }) => {
      const added = state.citations.get(citationId)?.added;
      const words = added?.quote && (await texts.textOf(text));
      const command = { type: 'ReanchorCitation' as const, citationId, snapshot: sha256 };
      if (!added?.quote || !added.anchoring || words === undefined) return command;
      const anchoring = anchorQuote(words, added.quote);
      return {
        ...command,
        found: { anchoring, outcome: reanchored(added.anchoring, anchoring) },
      };
    },
  });
  return recordedIn(outcome, 'CitationReanchored')?.outcome;
}
