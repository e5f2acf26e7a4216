import * as fc from 'fast-check';

import { CLAIM_KINDS } from '../../events/claim/claim-events.js';
import { QUESTIONS, type Claimant } from '../../events/fields.js';
import { CLAIM_STATUSES } from '../../projections/claim-status/claim-status.row.js';
import { CLAIM_FLAGS } from '../../src/claims/queries/claim-flags.js';
import type { ClaimFilter } from '../../src/claims/queries/claim-terms.js';
import { LedgerHistory } from './ledger-history.js';
import { uuid } from './recorded-history.js';

/** Some of what is due is over then, and some is not. */
export const NOW = '2025-11-15T00:00:00.000Z';
const SOURCES = [uuid(20), uuid(21), uuid(22)];
const MEMBERS = [uuid(1), uuid(2)];
const PUBLISHERS = ['The Gazette', 'THE GAZETTE', 'Élan'];
const TOPICS = ['Talks', 'talks', 'Doha', 'Straße'];
const CLAIMANTS: readonly Claimant[] = [
  { kind: 'own-voice' },
  { kind: 'named', agent: { name: 'Majed Al-Ansari' } },
  { kind: 'named', agent: { name: 'MAJED AL-ANSARI' } },
  { kind: 'anonymous', description: 'diplomatic sources' },
];
const LANGUAGES = ['en', 'en-GB', 'pt-BR', 'zh-Hans'];
const DATES = ['2025', '2025-10', '2025-10-14', '2025-10-14T09:00:00+03:00', '2025-11-02', '2024'];
const WORDS = ['talks', 'begun', 'hostages', 'doha'];

const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const claim = fc.record({
  text: fc.subarray(WORDS, { minLength: 1 }).map((words) => words.join(' ')),
  kind: fc.constantFrom(...CLAIM_KINDS),
  claimant: fc.constantFrom(...CLAIMANTS),
  topics: fc.subarray(TOPICS),
  language: some(LANGUAGES),
  statedAt: some(DATES),
  by: fc.constantFrom(...MEMBERS),
});

/** What happens to a claim once it is recorded. */
const fate = fc.constantFrom(
  'cited',
  'cited twice',
  'retracted',
  'true',
  'said',
  'contested',
  'withdrawn',
  'unanchored',
);

/** Claims of every kind, with fates of every kind, and sources whose publishers are amended. */
export const claimHistories = fc
  .array(fc.tuple(claim, fc.array(fate, { maxLength: 3 }), fc.nat(2), fc.nat(40)), {
    maxLength: 14,
  })
  .chain((claims) => fc.tuple(fc.constant(claims), fc.array(fc.nat(2), { maxLength: 2 })))
  .map(([claims, amended]) => {
    const log = new LedgerHistory().policy(1);
    SOURCES.forEach((id, n) => log.source(id, { publisher: { name: PUBLISHERS[n]! } }));
    claims.forEach(([{ by, language, statedAt, ...given }, fates, source, day], n) => {
      const id = uuid(100 + n);
      // Instants may go back, as they may between two processes.
      log.by(by).at(new Date(Date.UTC(2025, 9, 1 + day, 12)).toISOString());
      log.claim(id, {
        ...given,
        ...(language && { language }),
        ...(statedAt && { statedAt }),
        ...(given.kind === 'prediction' && { resolves: { by: '2025-10', criterion: 'signed' } }),
        recordedBy: by,
      });
      fates.forEach((each, m) => happens(log, id, each, SOURCES[source]!, 10 * n + m));
    });
    for (const n of amended) {
      const changes = { publisher: n === 2 ? null : { name: PUBLISHERS[2]! } };
      log.record(`source-${SOURCES[n]!}`, 'SourceAmended', { changes });
    }
    return log;
  });

function happens(log: LedgerHistory, id: string, what: string, source: string, n: number): void {
  const [citation, verdict] = [uuid(1_000 + n), uuid(2_000 + n)];
  switch (what) {
    case 'cited':
      log.citation(id, citation, source);
      break;
    case 'cited twice':
      log.citation(id, citation, source).citation(id, uuid(4_000 + n), SOURCES[0]!);
      break;
    case 'retracted':
      log.citation(id, citation, source).citationRetracted(id, citation);
      break;
    case 'unanchored':
      log.citation(id, citation, source, {
        anchoring: { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' },
      });
      break;
    case 'true':
      log.verdict(id, verdict, 'true', n % 2 ? { expires: '2025-11-01' } : { expires: '2026' });
      log.finding(id, uuid(3_000 + n), 'true');
      break;
    case 'said':
      log.verdict(id, verdict, 'said', { question: 'attribution' });
      log.finding(id, uuid(3_000 + n), n % 3 ? 'said' : 'true', 'attribution');
      break;
    case 'contested':
      log.record(`claim-${id}`, 'FindingContested', {
        question: 'veracity',
        verdicts: [],
        policyVersion: 1,
      });
      break;
    default:
      log.claimWithdrawn(id);
  }
}

const valuesOf = {
  status: fc.subarray([...CLAIM_STATUSES], { minLength: 1 }),
  flag: fc.subarray([...CLAIM_FLAGS], { minLength: 1 }),
  kind: fc.subarray([...CLAIM_KINDS], { minLength: 1 }),
  needs: fc.subarray([...QUESTIONS], { minLength: 1 }),
  rating: fc.constantFrom('true', 'said', 'false'),
  topic: fc.constantFrom('TALKS', 'doha', 'strasse', 'nothing'),
  claimant: fc.constantFrom('majed al-ansari', 'Diplomatic sources'),
  publisher: fc.constantFrom('the gazette', 'élan'),
  sourceId: fc.constantFrom(...SOURCES),
  language: fc.constantFrom('en', 'en-GB', 'pt', 'zh-hans'),
  recordedBy: fc.constantFrom(...MEMBERS),
  recordedFrom: fc.constantFrom('2025-10-05', '2025-10-10T12:00:00Z', '2025-11'),
  recordedUntil: fc.constantFrom('2025-10-20', '2025-10', '2025-10-10T11:59:59.999Z'),
  statedFrom: fc.constantFrom('2025-10-14', '2025-11', '2025-10-14T06:00:00Z'),
  statedUntil: fc.constantFrom('2025-10-14', '2024', '2025-10-13'),
  q: fc.constantFrom('talks', 'begun', 'tal', 'doha talks'),
};

/** Three at most, or hardly any claim would be left. */
export const claimFilters: fc.Arbitrary<ClaimFilter> = fc
  .subarray(Object.keys(valuesOf) as (keyof ClaimFilter)[], { maxLength: 3 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(names.map((name) => [name, valuesOf[name] as fc.Arbitrary<unknown>])),
    ),
  )
  .map((picked) => picked as ClaimFilter);
