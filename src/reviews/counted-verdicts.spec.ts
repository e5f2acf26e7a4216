import fc from 'fast-check';

import { QUESTIONS } from '../../events/fields.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { onEveryDatabase } from '../../test/support/every-database.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import {
  countedVerdicts as countedIn,
  evolveClaim,
  hasGround,
  initialClaimState,
} from '../claims/claim.state.js';
import { countedVerdicts } from './counted-verdicts.js';

const CLAIM = uuid(10);
const CITATIONS = [uuid(31), uuid(32), uuid(33)];
const ABSENT = { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' } as const;

/** Something that may become of the verdicts, by what counts at that time; null where it may not. */
type Step = (history: LedgerHistory, counted: readonly string[], n: number) => LedgerHistory | null;

const citations = fc.constantFrom(...CITATIONS);
const evidence = fc.uniqueArray(citations, { minLength: 1 });
const question = fc.constantFrom(...QUESTIONS);

const steps = fc.array(
  fc.oneof(
    fc.record({ evidence, question, seen: fc.boolean(), replaces: fc.boolean() }).map(
      ({ replaces, seen, ...changes }): Step =>
        (history, [first], n) =>
          history.verdict(CLAIM, uuid(100 + n), 'true', {
            ...changes,
            ...(replaces && first !== undefined && { replaces: first }),
          }),
    ),
    fc.constant<Step>((history, [first]) =>
      first === undefined ? null : history.verdictWithdrawn(CLAIM, first),
    ),
    citations.map(
      (citation): Step =>
        (history) =>
          history.citationRetracted(CLAIM, citation),
    ),
  ),
  { maxLength: 10 },
);

onEveryDatabase((viewsOf) => {
  it('are those that the decider counts, at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const history = new LedgerHistory().claim(CLAIM);
        for (const [n, citation] of CITATIONS.entries()) {
          history.citation(CLAIM, citation, uuid(20), n === 0 ? { anchoring: ABSENT } : {});
        }
        const retracted = new Set<string>();
        for (const [n, step] of taken.entries()) {
          const state = stateOf(history);
          const counted = QUESTIONS.flatMap((each) => countedIn(state, each));
          const before = history.events.length;
          step(
            history,
            counted.map(({ id }) => id),
            n,
          );
          const last = history.events.at(-1)!;
          if (history.events.length === before || !isPossible(last, retracted)) {
            history.events.length = before;
          }
        }
        const database = await viewsOf(history.events);
        try {
          for (const [n, { position }] of history.events.entries()) {
            const state = stateOf({ events: history.events.slice(0, n + 1) });
            const expected = QUESTIONS.flatMap((each) =>
              countedIn(state, each).map((verdict) => [
                each,
                verdict.id,
                !hasGround(state, verdict),
              ]),
            );
            const found = await countedVerdicts(database.views, [CLAIM], { position });
            const shown = (found.get(CLAIM) ?? []).map((verdict) => [
              verdict.question,
              verdict.id,
              verdict.groundless,
            ]);
            expect(shown.sort()).toEqual(expected.sort());
          }
        } finally {
          await database.close();
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Whether a decider would have recorded it: a citation is retracted once, and cited no more. */
function isPossible(event: LedgerHistory['events'][number], retracted: Set<string>): boolean {
  if (event.type === 'CitationRetracted') {
    const { citationId } = event.data;
    return !retracted.has(citationId) && retracted.add(citationId).has(citationId);
  }
  return event.type !== 'VerdictSubmitted' || !event.data.evidence.some((id) => retracted.has(id));
}

function stateOf({ events }: Pick<LedgerHistory, 'events'>) {
  return (events as unknown as ClaimStreamEvent[]).reduce(evolveClaim, initialClaimState);
}
