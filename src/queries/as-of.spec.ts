import * as fc from 'fast-check';

import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../test/support/every-database.js';
import { overview, type OverviewAnswer } from '../activity/queries/overview.js';
import { listCitations } from '../citations/citations.js';
import { claimFacets, FACETS } from '../claims/queries/claim-facets.js';
import { listClaims } from '../claims/queries/list-claims.js';
import { getPolicy } from '../policy/queries/policies.js';
import { listVerdicts } from '../reviews/verdicts.js';
import { listSources } from '../sources/sources.js';
import type { AsOf } from './as-of.js';

const LATER = '2026-06-01T00:00:00.000Z';

/** Everything that can be read as of a moment. */
async function readAll({ views }: QueriedViews, now: string, asOf?: AsOf) {
  const moment = { asOf, now };
  return {
    claims: await listClaims(views, {}, moment),
    settled: await listClaims(views, { status: ['settled', 'contested'] }, moment),
    talks: await listClaims(views, { topic: 'talks', q: 'talks' }, moment),
    withdrawnEvidence: await listClaims(views, { flag: ['evidence-withdrawn'] }, moment),
    stale: await listClaims(views, { flag: ['stale'] }, moment),
    needed: await listClaims(views, { needs: ['attribution'], order: 'oldest' }, moment),
    published: await listClaims(views, { publisher: PUBLISHERS[0] }, moment),
    counted: await claimFacets(views, FACETS, {}, moment),
    cited: await listClaims(views, { sourceId: SOURCES[0]! }, moment),
    citations: await listCitations(views, {}, asOf),
    ofSource: await listCitations(views, { sourceId: SOURCES[0]!, stance: 'makes' }, asOf),
    sources: await listSources(views, {}, asOf),
    withdrawn: await listSources(views, { withdrawn: true }, asOf),
    verdicts: await listVerdicts(views, {}, asOf),
    active: await listVerdicts(views, { status: ['active'] }, asOf),
    replaced: await listVerdicts(views, { claimId: CLAIMS[0]!, status: ['replaced'] }, asOf),
    overview: ofAnyMoment(await overview(views, moment)),
    policy: await getPolicy(views, asOf),
  };
}

/** Without the flags that are counted of now alone. */
function ofAnyMoment({ claims, ...others }: OverviewAnswer) {
  const { unanchored, 'quote-changed': changed } = claims.byFlag;
  return { ...others, claims: { ...claims, byFlag: { unanchored, changed } } };
}

const SOURCES = [uuid(20), uuid(21)];
const CLAIMS = [uuid(10), uuid(11), uuid(12)];

const PUBLISHERS = ['The Gazette', 'THE GAZETTE', 'Élan', null] as const;

type Step = (history: LedgerHistory, n: number) => void;

const claimIds = fc.constantFrom(...CLAIMS);
const sourceIds = fc.constantFrom(...SOURCES);
/** Nothing that could not have happened: claims and sources are there, and a citation is retracted where it was made. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(claimIds, sourceIds).map(([claim, source]): Step => (h, n) => {
    h.citation(claim, uuid(1000 + n), source);
  }),
  fc.tuple(claimIds, sourceIds).map(([claim, source]): Step => (h, n) => {
    h.citation(claim, uuid(1000 + n), source);
    h.citationRetracted(claim, uuid(1000 + n));
  }),
  fc.tuple(claimIds, fc.constantFrom('true', 'false')).map(([claim, rating]): Step => (h, n) => {
    h.verdict(claim, uuid(2000 + n), rating, { expires: '2025-11' });
    if (n % 2) h.finding(claim, uuid(3000 + n), rating);
  }),
  fc.tuple(claimIds, fc.boolean()).map(([claim, again]): Step => (h, n) => {
    const before = activeOn(h, claim);
    if (before === undefined) return;
    if (again) h.verdict(claim, uuid(2000 + n), 'mixed', { replaces: before });
    else h.verdictWithdrawn(claim, before);
  }),
  claimIds.map((claim): Step => (h) => {
    h.claimWithdrawn(claim);
  }),
  sourceIds.map((source): Step => (h) => {
    h.sourceWithdrawn(source);
  }),
  fc.tuple(sourceIds, fc.constantFrom(...PUBLISHERS)).map(([source, name]): Step => (h) => {
    const publisher = name === null ? null : { name };
    h.record(`source-${source}`, 'SourceAmended', { changes: { publisher } });
  }),
  fc.integer({ min: 1, max: 5 }).map((quorum): Step => (h, n) => {
    h.policy(quorum, 2 + n);
  }),
  fc.constant<Step>((h, n) => {
    h.claim(uuid(4000 + n), { topics: n % 2 ? ['talks'] : ['Talks', 'Doha'] });
  }),
);

/** The oldest verdict on the claim that was neither replaced nor withdrawn. */
function activeOn({ events }: LedgerHistory, claim: string): string | undefined {
  const active = new Set<string>();
  for (const { stream, type, data } of events) {
    if (stream !== `claim-${claim}`) continue;
    if (type === 'VerdictSubmitted') {
      active.add(data.verdictId);
      if (data.replaces !== undefined) active.delete(data.replaces);
    }
    if (type === 'VerdictWithdrawn') active.delete(data.verdictId);
  }
  return [...active][0];
}

function historyOf(steps: readonly Step[]): LedgerHistory {
  const history = new LedgerHistory().policy(2);
  for (const id of SOURCES) history.source(id);
  for (const id of CLAIMS) history.claim(id, { topics: ['talks'] });
  steps.forEach((apply, n) => {
    // Two steps share an instant: the second is in it too.
    history.at(new Date(Date.UTC(2025, 9, 15 + Math.floor(n / 2))).toISOString());
    apply(history, n);
  });
  return history;
}

const steps = fc.array(step, { minLength: 1, maxLength: 25 });

/** A server elsewhere takes longer to be given its views. */
const RUNS = { SQLite: 40, PostgreSQL: 15 };

onEveryDatabase((viewsOf, database) => {
  describe('a read as of an earlier moment', () => {
    it('by position gives what was read then', async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.nat(), async (given, cut) => {
          const { events } = historyOf(given);
          const past = events.slice(0, 1 + (cut % events.length));
          const [then, now] = [await viewsOf(past), await viewsOf(events)];
          const position = past.at(-1)!.position;
          expect(await readAll(now, LATER, { position })).toEqual(await readAll(then, LATER));
          await then.close();
          await now.close();
        }),
        { numRuns: RUNS[database] },
      );
    });

    it('by instant gives what was read then, flags and all', async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.nat(), async (given, cut) => {
          const { events } = historyOf(given);
          const instant = events[cut % events.length]!.metadata.recordedAt;
          const past = events.filter((event) => event.metadata.recordedAt <= instant);
          const [then, now] = [await viewsOf(past), await viewsOf(events)];
          expect(await readAll(now, LATER, { instant })).toEqual(await readAll(then, instant));
          await then.close();
          await now.close();
        }),
        { numRuns: RUNS[database] },
      );
    });
  });
});
