import { v5 as uuidv5 } from 'uuid';

import type { ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn } from '../../deciding/outcome.js';
import { ALGORITHM } from '../anchoring/anchor-quote.js';
import { citationDecider } from '../citation.decider.js';
import type { QuotingCitation } from '../queries/pending-reanchorings.js';
import type { QuoteAnchoring } from '../quote-anchoring.js';
import type { PendingLook } from './readings.js';

export interface ReanchoringParts {
  readonly runner: CommandRunner;
  readonly quotes: Pick<QuoteAnchoring, 'anchorAgain'>;
}

/**
 * Looks for a citation's quote in another text of its source, and records what it came to: once for
 * each citation, capture, text and algorithm, however often and in however many processes it is tried.
 *
 * @returns undefined where nothing is to be recorded any more.
 * @throws EventStoreError; CommandRefusedError where there is no such citation; as
 * `QuoteAnchoring.anchorAgain` does.
 */
export async function reanchorCitation(
  { runner, quotes }: ReanchoringParts,
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
      if (!added?.quote || !added.anchoring) return command;
      const original = { anchoring: added.anchoring, text: cited?.text };
      return { ...command, found: await quotes.anchorAgain(text, added.quote, original) };
    },
  });
  return recordedIn(outcome, 'CitationReanchored')?.outcome;
}
