import fc from 'fast-check';

import { LEDGER_CATEGORIES } from '../../../events/ledger-catalog.js';
import { uuid } from '../../../test/support/recorded-history.js';
import type { EventFilter } from '../../event-store/event-store.js';
import { EVENT_TYPES } from '../event-answer.js';
import {
  claimOf,
  filterOf,
  isSelected,
  keyOf,
  type Audience,
  type LiveSelection,
} from './live-selection.js';

const [CLAIM, OTHER] = [uuid(100), uuid(101)];
const TOPICS = new Map([
  [CLAIM, new Set(['port', 'talks'])],
  [OTHER, new Set<string>()],
]);
const NONE = new Map<string, ReadonlySet<string>>();

const event = fc.record({
  stream: fc
    .tuple(fc.constantFrom(...LEDGER_CATEGORIES), fc.constantFrom(CLAIM, OTHER))
    .map(([category, id]) => `${category}-${id}`),
  type: fc.constantFrom(...EVENT_TYPES),
});

const selection: fc.Arbitrary<LiveSelection> = fc.record(
  {
    audience: fc.constantFrom<Audience>('auditor', 'named', 'public'),
    claimId: fc.constantFrom(CLAIM, OTHER),
    topicKey: fc.constantFrom('port', 'weather'),
    types: fc.uniqueArray(fc.constantFrom(...EVENT_TYPES), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['audience'] },
);

/** As an event store reads it: all conditions must hold. */
function passes({ stream, categories, types }: EventFilter, one: { stream: string; type: string }) {
  return (
    (stream === undefined || one.stream === stream) &&
    (!categories || categories.includes(one.stream.split('-')[0]!)) &&
    (!types || types.includes(one.type))
  );
}

it('reads of the log all that is selected', () => {
  let selected = 0;
  fc.assert(
    fc.property(selection, event, (asked, one) => {
      if (!isSelected(asked, one, TOPICS)) return;
      selected += 1;
      expect(passes(filterOf(asked), one)).toBe(true);
    }),
    { numRuns: 30_000 },
  );
  expect(selected).toBeGreaterThan(50);
});

it('shows nobody but auditors what is in no history of a claim, or of a conflict', () => {
  fc.assert(
    fc.property(selection, event, (asked, one) => {
      const isKept = claimOf(one) === undefined || one.type.startsWith('ConflictOfInterest');
      if (isKept && asked.audience !== 'auditor')
        expect(isSelected(asked, one, TOPICS)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

it('holds every filter, and selects less with each', () => {
  fc.assert(
    fc.property(selection, event, (asked, one) => {
      const { claimId, topicKey, types, ...least } = asked;
      const is = isSelected(asked, one, TOPICS);
      expect(is).toBe(
        isSelected(least, one, TOPICS) &&
          (claimId === undefined || claimOf(one) === claimId) &&
          (topicKey === undefined || TOPICS.get(claimOf(one) ?? '')?.has(topicKey) === true) &&
          (types === undefined || types.includes(one.type)),
      );
    }),
  );
});

it('has no topic of what is about no claim', () => {
  const asked: LiveSelection = { audience: 'auditor', topicKey: 'port' };
  expect(isSelected(asked, { stream: `source-${CLAIM}`, type: 'SourceRegistered' }, TOPICS)).toBe(
    false,
  );
  expect(isSelected(asked, { stream: `claim-${CLAIM}`, type: 'ClaimRecorded' }, NONE)).toBe(false);
});

it('tells selections apart by what they select', () => {
  const some: LiveSelection[] = [
    { audience: 'public' },
    { audience: 'named' },
    { audience: 'public', claimId: CLAIM },
    { audience: 'public', topicKey: CLAIM },
    { audience: 'public', types: ['ClaimRecorded'] },
    { audience: 'public', types: ['ClaimRecorded', 'ClaimWithdrawn'] },
  ];
  expect(new Set(some.map(keyOf)).size).toBe(some.length);
  expect(keyOf({ types: ['ClaimRecorded'], audience: 'public' })).toBe(keyOf(some[4]!));
});
