import * as fc from 'fast-check';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { listCitations } from '../../citations/citations.js';
import type { AsOf } from '../../queries/as-of.js';
import { listVerdicts } from '../../reviews/verdicts.js';
import { BACKWARDS, claimDiff, type ClaimDiff } from './claim-diff.js';
import { listRelations } from './claim-relations.js';

const [CLAIM, OTHER, SOURCE] = [uuid(10), uuid(11), uuid(20)];
const NOW = '2026-06-01T00:00:00.000Z';

async function diff({ views }: QueriedViews, from?: AsOf, to?: AsOf): Promise<ClaimDiff> {
  const made = await claimDiff(views, CLAIM, { from, to: { now: NOW, ...(to && { asOf: to }) } });
  if (made === undefined || made === BACKWARDS) throw new Error(`no difference: ${made}`);
  return made;
}

const day = (n: number) => new Date(Date.UTC(2025, 9, n)).toISOString();

/** Whatever may happen to a claim; a step that cannot happen yet leaves things as they are. */
class Story {
  readonly history = new LedgerHistory().at(day(1)).policy(2).source(SOURCE).claim(OTHER);
  private readonly citations: string[] = [];
  private readonly verdicts: string[] = [];
  private readonly relations: string[] = [];

  constructor(steps: readonly (keyof typeof STEPS)[]) {
    this.history.at(day(2)).claim(CLAIM);
    steps.forEach((step, n) => {
      this.history.at(day(3 + n));
      STEPS[step](this, n);
    });
  }

  cite(n: number): void {
    this.citations.push(uuid(100 + n));
    this.history.citation(CLAIM, uuid(100 + n), SOURCE);
  }

  retract(): void {
    const citation = this.citations.shift();
    if (citation !== undefined) this.history.citationRetracted(CLAIM, citation);
  }

  judge(n: number): void {
    this.verdicts.push(uuid(200 + n));
    this.history.verdict(CLAIM, uuid(200 + n), n % 2 ? 'true' : 'false');
  }

  replace(n: number): void {
    const replaces = this.verdicts.shift();
    if (replaces === undefined) return;
    this.verdicts.push(uuid(200 + n));
    this.history.verdict(CLAIM, uuid(200 + n), 'mixed', { replaces });
  }

  withdraw(): void {
    const verdict = this.verdicts.shift();
    if (verdict !== undefined) this.history.verdictWithdrawn(CLAIM, verdict);
  }

  relate(n: number): void {
    this.relations.push(uuid(300 + n));
    this.history.related(...relationOf(n));
  }

  unrelate(): void {
    const relation = this.relations.shift();
    if (relation === undefined) return;
    const { stream } = this.history.events.find(
      ({ type, data }) => type === 'ClaimRelated' && data.relationId === relation,
    )!;
    this.history.unrelated(stream.slice('claim-'.length), relation);
  }
}

/** On the claim or on the other one. */
function relationOf(n: number): [string, string, 'narrows', string] {
  const [one, other] = n % 2 ? [CLAIM, OTHER] : [OTHER, CLAIM];
  return [one, uuid(300 + n), 'narrows', other];
}

const STEPS = {
  cite: (story: Story, n: number) => story.cite(n),
  retract: (story: Story) => story.retract(),
  judge: (story: Story, n: number) => story.judge(n),
  replace: (story: Story, n: number) => story.replace(n),
  withdraw: (story: Story) => story.withdraw(),
  relate: (story: Story, n: number) => story.relate(n),
  unrelate: (story: Story) => story.unrelate(),
} satisfies Record<string, (story: Story, n: number) => void>;

const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

/** What stands of a claim at a moment, by the lists that show it. */
async function standing({ views }: QueriedViews, asOf: AsOf) {
  const all = { claimId: CLAIM, limit: 500 };
  const citations = (await listCitations(views, all, asOf)).items;
  const relations = (await listRelations(views, all, asOf)).items;
  return {
    citations: idsOf(citations.filter(({ retracted }) => !retracted)).sort(),
    verdicts: idsOf((await listVerdicts(views, { ...all, status: ['active'] }, asOf)).items).sort(),
    relations: idsOf(relations.filter(({ retracted }) => !retracted)).sort(),
  };
}

/** What comes of what stood, once the difference is applied to it. */
function applied(before: Awaited<ReturnType<typeof standing>>, made: ClaimDiff) {
  const { citations, verdicts, relations } = made;
  const moved = (
    ids: readonly string[],
    gone: readonly { readonly id: string }[],
    come: readonly { readonly id: string }[],
  ) => {
    const without = ids.filter((id) => !idsOf(gone).includes(id));
    // What goes was there, and what comes was not.
    expect(without.length).toBe(ids.length - gone.length);
    expect(ids.filter((id) => idsOf(come).includes(id))).toEqual([]);
    return [...without, ...idsOf(come)].sort();
  };
  const ended = [...verdicts.replaced.items, ...verdicts.withdrawn.items];
  return {
    citations: moved(before.citations, citations.retracted.items, citations.added.items),
    verdicts: moved(before.verdicts, ended, verdicts.given.items),
    relations: moved(before.relations, relations.retracted.items, relations.added.items),
  };
}

const steps = fc.array(fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])), {
  maxLength: 25,
});

/** A server elsewhere takes longer to be given its views. */
const RUNS = { SQLite: 40, PostgreSQL: 15 };

onEveryDatabase((viewsOf, database) => {
  describe('the difference of a claim between two moments', () => {
    it('leads from what stood at one to what stands at the other', async () => {
      await fc.assert(
        fc.asyncProperty(
          steps,
          fc.nat(),
          fc.nat(),
          fc.boolean(),
          async (given, a, b, byInstant) => {
            const { events } = new Story(given).history;
            const claimed = events.findIndex(({ stream }) => stream === `claim-${CLAIM}`);
            const places = [a, b].map((n) => claimed + (n % (events.length - claimed)));
            const [from, to] = places
              .sort((one, other) => one - other)
              .map((place) => events[place]!)
              .map(({ position, metadata }) =>
                byInstant ? { instant: metadata.recordedAt } : { position },
              ) as [NonNullable<AsOf>, NonNullable<AsOf>];
            const views = await viewsOf(events);
            const made = await diff(views, from, to);
            expect(applied(await standing(views, from), made)).toEqual(await standing(views, to));
            const same = await diff(views, to, to);
            expect(applied(await standing(views, to), same)).toEqual(await standing(views, to));
            expect([same.changes, same.flags]).toEqual([[], { raised: [], cleared: [] }]);
            await views.close();
          },
        ),
        { numRuns: RUNS[database] },
      );
    });

    it('tells status, findings, flags and words', async () => {
      const history = new LedgerHistory().at(day(1)).policy(1).source(SOURCE).claim(CLAIM);
      history.at(day(2)).citation(CLAIM, uuid(30), SOURCE);
      history
        .at(day(3))
        .verdict(CLAIM, uuid(40), 'true', { evidence: [uuid(30)], expires: '2026' });
      history.finding(CLAIM, uuid(50), 'true').at(day(4)).sourceWithdrawn(SOURCE);
      const views = await viewsOf(history.events);
      const [recorded, withdrawn] = [{ instant: day(1) }, { instant: day(4) }];
      expect(await diff(views, recorded, withdrawn)).toMatchObject({
        id: CLAIM,
        from: { asOf: day(1), claim: { status: 'recorded', flags: [] } },
        to: {
          asOf: day(4),
          claim: { status: 'settled', flags: ['evidence-withdrawn'] },
        },
        words: [{ kind: 'same', text: 'Talks on phase two have started' }],
        changes: [
          { what: 'status', from: 'recorded', to: 'settled' },
          { what: 'veracity-status', from: 'unjudged', to: 'settled' },
          { what: 'veracity-rating', from: null, to: 'true' },
          { what: 'due', from: null, to: '2027-01-01T00:00:00.000Z' },
        ],
        flags: { raised: ['evidence-withdrawn'], cleared: [] },
        citations: {
          added: { count: 1, items: [{ id: uuid(30), sourceId: SOURCE, stance: 'makes' }] },
        },
        verdicts: {
          given: { count: 1, items: [{ id: uuid(40), question: 'veracity', rating: 'true' }] },
        },
      });
      expect((await diff(views, { instant: day(3) }, withdrawn)).flags).toEqual({
        raised: ['evidence-withdrawn'],
        cleared: ['single-origin'],
      });
      await views.close();
    });

    it('is from its recording to now where no moment is named', async () => {
      const history = new LedgerHistory().policy(1).source(SOURCE).claim(CLAIM);
      const { position } = history;
      history.citation(CLAIM, uuid(30), SOURCE);
      const views = await viewsOf(history.events);
      const made = await diff(views);
      expect(made.from.asOf).toBe(position);
      expect(made.to.asOf).toBe(NOW);
      expect(made.citations.added.count).toBe(1);
      await views.close();
    });

    it('has everything new where the claim was not recorded yet', async () => {
      const history = new LedgerHistory().policy(1).at(day(2)).claim(CLAIM);
      const views = await viewsOf(history.events);
      expect(await diff(views, { instant: day(1) })).toMatchObject({
        from: { claim: null },
        words: [{ kind: 'added', text: 'Talks on phase two have started' }],
        changes: [{ what: 'status', from: null, to: 'recorded' }],
      });
      await views.close();
    });

    it('is none of a claim that is not there, or was not at the later moment', async () => {
      const views = await viewsOf(new LedgerHistory().policy(1).at(day(2)).claim(CLAIM).events);
      const to = { now: NOW, asOf: { instant: day(1) } };
      expect(await claimDiff(views.views, CLAIM, { from: undefined, to })).toBeUndefined();
      const unknown = { from: undefined, to: { now: NOW } };
      expect(await claimDiff(views.views, OTHER, unknown)).toBeUndefined();
      await views.close();
    });

    it('is refused from a position to an instant at which less was recorded', async () => {
      const history = new LedgerHistory().policy(1).at(day(2)).claim(CLAIM);
      history.at(day(3)).related(CLAIM, uuid(300), 'narrows', OTHER);
      const views = await viewsOf(history.events);
      const from = { position: history.position };
      const to = { now: NOW, asOf: { instant: day(2) } };
      expect(await claimDiff(views.views, CLAIM, { from, to })).toBe(BACKWARDS);
      await views.close();
    });

    it('shows a hundred of a kind, and says how many there are', async () => {
      const history = new LedgerHistory().policy(1).source(SOURCE).claim(CLAIM);
      for (let n = 0; n < 130; n += 1) history.citation(CLAIM, uuid(1_000 + n), SOURCE);
      const views = await viewsOf(history.events);
      const { added, retracted } = (await diff(views)).citations;
      expect(retracted).toEqual({ count: 0, items: [] });
      expect(added.count).toBe(130);
      expect(idsOf(added.items)).toEqual(Array.from({ length: 100 }, (_, n) => uuid(1_000 + n)));
      await views.close();
    });
  });
});
