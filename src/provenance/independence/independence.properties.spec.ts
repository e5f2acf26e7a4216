import fc from 'fast-check';

import type { Hop } from '../../../events/citation/citation-events.js';
import {
  inOwnVoice,
  Provenance,
  said,
  saidBySomebody,
} from '../../../test/support/claim-provenance.js';
import {
  namedSources,
  supports,
  type CitationFacts,
  type DerivationFacts,
} from './claim-provenance.js';
import { independence, isOfSingleOrigin } from './independence.js';
import { packDisjoint } from './set-packing.js';

const IDS = ['s0', 's1', 's2', 's3', 's4', 's5', 's6'];
const sourceId = fc.constantFrom(...IDS);
const agent = fc.record(
  {
    name: fc.constantFrom('Ilka', 'Omar', 'Agency'),
    affiliation: fc.constantFrom('Ministry', 'Bank'),
    sameAs: fc.constantFrom('a', 'b', 'c').map((name) => [`https://${name}.example`]),
    type: fc.constantFrom('organization' as const, 'person' as const),
  },
  { requiredKeys: ['name'] },
);
const through = fc.option(sourceId, { nil: undefined });
const hop: fc.Arbitrary<Hop> = fc.oneof(
  fc.tuple(agent, through).map(([who, at]) => said(who, at)),
  fc
    .tuple(fc.constantFrom('diplomats', 'an aide'), through)
    .map(([who, at]) => saidBySomebody(who, at)),
  fc.tuple(through, fc.option(agent, { nil: undefined })).map(([at, who]) => inOwnVoice(at, who)),
);
const stance = fc.constantFrom('makes', 'supports', 'refutes', 'context');
const citation = fc.record({
  sourceId,
  attribution: fc.oneof(fc.constant([]), fc.array(hop, { maxLength: 2 })),
  stance: fc.oneof({ weight: 4, arbitrary: fc.constant('makes' as const) }, stance),
  retracted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
});

const claims = fc
  .record({
    voices: fc.tuple(
      ...IDS.map(() =>
        fc.record({
          publisher: fc.constantFrom('Agency', 'The Gazette', 'The Post', null),
          authors: fc.array(agent, { maxLength: 1 }),
          withdrawn: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
        }),
      ),
    ),
    draws: fc.array(fc.tuple(sourceId, sourceId), { maxLength: 10 }),
    citations: fc.array(citation, { maxLength: 9 }),
    identifications: fc.array(fc.array(agent, { minLength: 2, maxLength: 3 }), { maxLength: 2 }),
  })
  .map(({ voices, draws, citations, identifications }) => {
    const claim = new Provenance();
    voices.forEach((voice, n) => claim.source(IDS[n]!, voice));
    for (const [from, to] of draws) claim.draws(from, to);
    citations.forEach((each, n) => claim.citedAs({ id: `c${n}`, ...each }));
    claim.identifications = identifications;
    return claim;
  });

function having(claim: Provenance, changes: Partial<Provenance>): Provenance {
  return Object.assign(new Provenance(), claim, changes);
}

const counted = (claim: Provenance) =>
  new Set(independence(claim).groups.flatMap(({ citations }) => citations));

const RUNS = { numRuns: 300 };

it('a reprint never raises the count', () => {
  fc.assert(
    fc.property(claims, fc.nat(), fc.boolean(), stance, (claim, pick, repeats, as) => {
      const originals = claim.citations.filter((each) => counted(claim).has(each.id));
      const original = originals[pick % originals.length];
      fc.pre(original !== undefined);
      const reprint = {
        ...original,
        id: 'reprint',
        sourceId: 'r',
        stance: as,
        attribution: repeats ? original.attribution : [],
      };
      const reprinted = having(claim, {
        sources: new Map([
          ...claim.sources,
          ['r', { id: 'r', title: 'R', publisher: 'Reprints', authors: [], withdrawn: false }],
        ]),
        derivations: [
          ...claim.derivations,
          { id: 'r', sourceId: 'r', fromId: original.sourceId, kind: 'republishes' },
        ],
      });
      const before = independence(reprinted);
      const after = independence(having(reprinted, { citations: [...claim.citations, reprint] }));
      expect(before).toEqual(independence(claim));
      expect(after.known).toBe(before.known);
      expect(after.unknown).toBeLessThanOrEqual(before.unknown);
    }),
    RUNS,
  );
});

it('the order of what is given makes no difference', () => {
  const shuffled = claims.chain((claim) =>
    fc.record({
      claim: fc.constant(claim),
      citations: fc.shuffledSubarray(claim.citations, { minLength: claim.citations.length }),
      derivations: fc.shuffledSubarray(claim.derivations, { minLength: claim.derivations.length }),
      sources: fc.shuffledSubarray([...claim.sources], { minLength: IDS.length }),
      identifications: fc.shuffledSubarray(claim.identifications, {
        minLength: claim.identifications.length,
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ claim, sources, ...others }) => {
      const other = having(claim, { ...others, sources: new Map(sources) });
      expect(independence(other)).toEqual(independence(claim));
    }),
    RUNS,
  );
});

it('taking a derivation away never lowers the count', () => {
  fc.assert(
    fc.property(claims, fc.nat(), (claim, pick) => {
      fc.pre(claim.derivations.length > 0);
      const left: DerivationFacts[] = claim.derivations.toSpliced(
        pick % claim.derivations.length,
        1,
      );
      const known = independence(having(claim, { derivations: left })).known;
      expect(known).toBeGreaterThanOrEqual(independence(claim).known);
    }),
    RUNS,
  );
});

it('a withdrawn source leaves the count, and raises it never', () => {
  fc.assert(
    fc.property(claims, sourceId, (claim, id) => {
      const source = claim.sources.get(id)!;
      const sources = new Map([...claim.sources, [id, { ...source, withdrawn: true }]]);
      const withdrawn = having(claim, { sources });
      expect(independence(withdrawn).known).toBeLessThanOrEqual(independence(claim).known);
      const still = withdrawn.citations.filter((each) => counted(withdrawn).has(each.id));
      expect(still.map((each) => each.sourceId)).not.toContain(id);
    }),
    RUNS,
  );
});

it('a retracted citation is in no group', () => {
  fc.assert(
    fc.property(claims, fc.nat(), (claim, pick) => {
      fc.pre(claim.citations.length > 0);
      const n = pick % claim.citations.length;
      const retracted: CitationFacts = { ...claim.citations[n]!, retracted: true };
      const citations = claim.citations.toSpliced(n, 1, retracted);
      expect(counted(having(claim, { citations }))).not.toContain(retracted.id);
    }),
    RUNS,
  );
});

it('every citation that counts is in a group, and says why once in each', () => {
  fc.assert(
    fc.property(claims, (claim) => {
      const { known, unknown, groups, exact } = independence(claim);
      expect(exact).toBe(true);
      expect(groups).toHaveLength(known + unknown);
      for (const { citations, reasons } of groups) {
        expect(reasons.map((reason) => reason.citation)).toEqual(citations);
      }
      expect(isOfSingleOrigin(claim)).toBe(groups.length > 0 && known <= 1);
      const named = [...counted(claim)];
      const able = claim.citations.filter(supports).map(({ id }) => id);
      expect(able).toEqual(expect.arrayContaining(named));
      const withdrawn = (id: string | undefined) =>
        id !== undefined && claim.sources.get(id)?.withdrawn;
      const counting = claim.citations.filter(
        (each) =>
          supports(each) &&
          !withdrawn(each.sourceId) &&
          !each.attribution.some((step) => withdrawn(step.sourceId)),
      );
      expect(named.sort()).toEqual(counting.map(({ id }) => id).sort());
    }),
    RUNS,
  );
});

it('what was read for other claims changes nothing', () => {
  fc.assert(
    fc.property(claims, fc.array(fc.tuple(sourceId, sourceId), { maxLength: 5 }), (claim, far) => {
      const other = having(claim, {
        sources: new Map([
          ...claim.sources,
          ...IDS.map(
            (id) => [`far-${id}`, { ...claim.sources.get(id)!, id: `far-${id}` }] as const,
          ),
        ]),
        derivations: [
          ...claim.derivations,
          ...far.map(([from, to], n) => ({
            id: `far-${n}`,
            sourceId: `far-${from}`,
            fromId: `far-${to}`,
            kind: 'quotes' as const,
          })),
        ],
        identifications: [...claim.identifications, [{ name: 'Nils' }, { name: 'Nora' }]],
      });
      expect(independence(other)).toEqual(independence(claim));
    }),
    RUNS,
  );
});

describe('the most disjoint sets', () => {
  const families = fc.array(
    fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 4 }),
    { maxLength: 9 },
  );

  function mostByTryingAll(family: readonly (readonly string[])[]): number {
    const [first, ...others] = family;
    if (!first) return 0;
    const apart = others.filter((other) => !other.some((token) => first.includes(token)));
    return Math.max(mostByTryingAll(others), 1 + mostByTryingAll(apart));
  }

  const candidatesOf = (family: readonly (readonly string[])[]) =>
    family.map((tokens, n) => ({ id: `c${n}`, tokens: new Set(tokens) }));

  it('are as many as trying all of them gives, and disjoint', () => {
    fc.assert(
      fc.property(families, (family) => {
        const { chosen, exact } = packDisjoint(candidatesOf(family));
        expect(exact).toBe(true);
        expect(chosen).toHaveLength(mostByTryingAll(family));
        const tokens = chosen.flatMap((each) => [...each.tokens]);
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
      RUNS,
    );
  });

  it('are fewer, and it says so, where the search is given up', () => {
    fc.assert(
      fc.property(families, (family) => {
        const { chosen, exact } = packDisjoint(candidatesOf(family), 1);
        if (exact) expect(chosen).toHaveLength(mostByTryingAll(family));
        else expect(chosen.length).toBeLessThanOrEqual(mostByTryingAll(family));
        const tokens = chosen.flatMap((each) => [...each.tokens]);
        expect(new Set(tokens).size).toBe(tokens.length);
      }),
      RUNS,
    );
  });

  it('are looked for no longer than the budget allows, whatever the family', () => {
    // Every two of 60 names: the search for the most of these pairs has very many ways to go.
    const pairs = Array.from({ length: 60 }, (_, a) =>
      Array.from({ length: a }, (__, b) => [`t${a}`, `t${b}`, `u${(a * b) % 7}`]),
    ).flat();
    const { chosen, exact } = packDisjoint(candidatesOf(pairs));
    expect(exact).toBe(false);
    expect(chosen.length).toBeGreaterThan(1);
  });
});

it('a claim is of single origin where one citation counts, and of none where none does', () => {
  fc.assert(
    fc.property(claims, fc.nat(), (claim, pick) => {
      const isWithdrawn = (id: string) => claim.sources.get(id)?.withdrawn;
      const counting = claim.citations.filter(
        (each) => supports(each) && !namedSources(each).some(isWithdrawn),
      );
      const [one] = counting.splice(pick % (counting.length || 1), 1);
      const others = claim.citations.filter((each) => !counting.includes(each));
      expect(isOfSingleOrigin(having(claim, { citations: others }))).toBe(one !== undefined);
    }),
    RUNS,
  );
});
