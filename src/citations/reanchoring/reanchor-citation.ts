import { v5 as uuidv5 } from 'uuid';

import type { ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn } from '../../deciding/outcome.js';
import { languageDetector } from '../../text/language-detector.js';
import { ALGORITHM, anchorQuote } from '../anchoring/anchor-quote.js';
import { reanchored } from '../anchoring/reanchoring.js';
import { citationDecider } from '../citation.decider.js';
import type { QuotingCitation } from '../queries/pending-reanchorings.js';
import type { HeldTexts } from './held-texts.js';
import type { PendingLook } from './readings.js';

export interface ReanchoringParts {
  readonly runner: CommandRunner;
  readonly texts: Pick<HeldTexts, 'prepared'>;
}

/**
 * Looks for a citation's quote in another text of its source, and records what it came to: once for
 * each citation, capture, text and algorithm, however often and in however many processes it is tried.
 *
 * @returns undefined where nothing is to be recorded any more.
 * @throws EventStoreError; SnapshotStoreError; CommandRefusedError where there is no such citation.
 */
export async function reanchorCitation(
  { runner, texts }: ReanchoringParts,
  { citation: { claimId, citationId }, later, cited }: PendingLook<QuotingCitation>,
): Promise<ReanchoringOutcome | undefined> {
  const { sha256: snapshot, capture, text } = later;
  const look = { citationId, snapshot, capture, text: text.sha256 };
  const identity = `reanchor ${citationId} ${capture} ${text.sha256} ${ALGORITHM}`;
  const commandId = uuidv5(identity, SYSTEM.id);
  const outcome = await runner.run({
    decider: citationDecider,
    stream: `claim-${claimId}`,
    context: { actor: SYSTEM, commandId, correlationId: commandId, causationId: later.event },
    content: { name: 'ReanchorCitation', ...look, algorithm: ALGORITHM },
    command: async ({ state }) => {
      const command = { type: 'ReanchorCitation' as const, ...look };
      const added = state.citations.get(citationId)?.added;
      const prepared = added?.quote && (await texts.prepared(later));
      if (!added?.quote || !added.anchoring || !prepared) return command;
      const anchoring = anchorQuote(prepared, added.quote, {
        // Told by the same language then and now.
        declared: added.anchoring.language,
        detect: await languageDetector(),
      });
      const original = cited && (await texts.prepared(cited));
      const anchoredTexts = original && { original, later: prepared, quote: added.quote };
      return {
        ...command,
        found: { anchoring, outcome: reanchored(added.anchoring, anchoring, anchoredTexts) },
      };
    },
  });
  return recordedIn(outcome, 'CitationReanchored')?.outcome;
}
