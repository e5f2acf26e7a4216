import { Value } from 'typebox/value';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { listClaims } from '../../claims/queries/list-claims.js';
import { getProvenance } from './claim-provenance.js';
import { ImpactPage, sourceImpact } from './impact.js';
import { ProvenanceAnswer } from './provenance-answer.js';

const NOW = '2026-01-01T00:00:00.000Z';
const BOUNDS = { depth: 20, limit: 1000 };
const [CLAIM, OTHER] = [uuid(10), uuid(11)];
const [SITE, RADIO, REPRINT, MIRROR] = [uuid(20), uuid(21), uuid(22), uuid(23)];
const [ON_SITE, ON_REPRINT, ON_MIRROR, ON_OTHER] = [uuid(30), uuid(31), uuid(32), uuid(33)];
const [REPRINTS, MIRRORS] = [uuid(40), uuid(41)];
const ILKA = { name: 'Ilka Torvald', affiliation: 'Ministry' };

/** A site relays what a spokeswoman said on the radio; a reprint, and a mirror of that; another claim. */
function relayed(): LedgerHistory {
  const says = { kind: 'named' as const, agent: ILKA };
  return new LedgerHistory()
    .policy(1)
    .source(SITE, { title: 'Talks begin', publisher: { name: 'The Site' } })
    .source(RADIO, { title: 'Evening news', publisher: { name: 'Radio' } })
    .source(REPRINT, { title: 'Reprint', publisher: { name: 'The Reprint' } })
    .source(MIRROR, { title: 'Mirror', publisher: { name: 'The Mirror' } })
    .claim(CLAIM)
    .claim(OTHER)
    .citation(CLAIM, ON_SITE, SITE, {
      attribution: [
        { mode: 'said', by: says },
        { mode: 'reported', by: { kind: 'named', agent: { name: 'Radio' } }, sourceId: RADIO },
      ],
    })
    .citation(CLAIM, ON_REPRINT, REPRINT)
    .citation(CLAIM, ON_MIRROR, MIRROR)
    .citation(OTHER, ON_OTHER, MIRROR, {
      attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'diplomats' } }],
    })
    .at('2025-10-15T00:00:00.000Z')
    .derivation(REPRINT, REPRINTS, SITE)
    .derivation(MIRROR, MIRRORS, REPRINT)
    .verdict(CLAIM, uuid(50), 'true', { evidence: [ON_MIRROR] })
    .record(`claim-${CLAIM}`, 'FindingReached', {
      findingId: uuid(51),
      question: 'veracity',
      rating: 'true',
      verdicts: [uuid(50)],
      dissent: [],
      policyVersion: 1,
    });
}

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  async function provenance(
    claim: string,
    asOf?: Parameters<typeof getProvenance>[3],
    bounds = BOUNDS,
  ) {
    const answer = (await getProvenance(database.views, claim, bounds, asOf))!;
    expect(Value.Errors(ProvenanceAnswer, answer)).toEqual([]);
    return answer;
  }

  async function counted(claim: string, asOf?: Parameters<typeof getProvenance>[3]) {
    const { known, unknown } = (await provenance(claim, asOf)).independence;
    return { known, unknown };
  }

  async function flags(asOf?: { readonly position: string }) {
    const moment = { now: NOW, ...(asOf && { asOf }) };
    const { items } = await listClaims(database.views, {}, moment);
    const shown = items.map((claim) => [claim.id, claim.flags] as const);
    for (const flag of ['evidence-withdrawn', 'single-origin'] as const) {
      const filtered = await listClaims(database.views, { flag: [flag] }, moment);
      const expected = shown.filter(([, own]) => own.includes(flag)).map(([id]) => id);
      expect(filtered.items.map(({ id }) => id)).toEqual(expected);
    }
    return Object.fromEntries(shown);
  }

  it('shows the way from the citations to who spoke', async () => {
    database = await viewsOf(relayed().events);
    const { nodes, edges, independence, withdrawnPaths, truncated } = await provenance(CLAIM);
    const labels = new Map(nodes.map(({ id, kind, label }) => [id, `${kind} ${label}`]));
    const told = edges.map(({ from, to, kind }) => `${labels.get(from)} ${kind} ${labels.get(to)}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'citation makes makes claim Talks on phase two have started',
        'citation makes cites source Talks begin',
        'citation makes reported agent Radio',
        'agent Radio in source Evening news',
        'agent Radio said agent Ilka Torvald (Ministry)',
        'source Reprint republishes source Talks begin',
        'source Mirror republishes source Reprint',
        'source Talks begin published-by publisher The Site',
      ]),
    );
    expect(independence).toMatchObject({ known: 1, unknown: 0, exact: true, cycles: [] });
    expect(independence.groups).toMatchObject([
      {
        origin: { kind: 'agent', name: 'Ilka Torvald' },
        citationIds: [ON_SITE, ON_REPRINT, ON_MIRROR],
      },
    ]);
    expect(withdrawnPaths).toEqual([]);
    expect(truncated).toBeNull();
  });

  it('shows it as it was, and without what was retracted', async () => {
    const history = relayed();
    const before = history.position;
    history.derivationRetracted(REPRINT, REPRINTS).citationRetracted(CLAIM, ON_SITE);
    database = await viewsOf(history.events);
    expect(await counted(CLAIM, { position: before })).toEqual({ known: 1, unknown: 0 });
    // Nothing drew on anything that day.
    const first = { instant: '2025-10-14T23:59:59.999Z' };
    expect(await counted(CLAIM, first)).toEqual({ known: 3, unknown: 0 });
    // The reprint and its mirror are left.
    expect(await counted(CLAIM)).toEqual({ known: 1, unknown: 0 });
    expect((await provenance(CLAIM)).nodes).toContainEqual({
      id: `citation:${ON_SITE}`,
      kind: 'citation',
      label: 'makes',
      withdrawn: false,
      retracted: true,
    });
    expect(await getProvenance(database.views, uuid(99), BOUNDS)).toBeUndefined();
  });

  it('counts an unnamed speaker as unknown, and one of several names once members say so', async () => {
    const history = relayed()
      .citation(OTHER, uuid(34), SITE, {
        attribution: [{ mode: 'said', by: { kind: 'named', agent: ILKA } }],
      })
      .citation(OTHER, uuid(35), RADIO, {
        attribution: [{ mode: 'said', by: { kind: 'named', agent: { name: 'The spokeswoman' } } }],
      });
    const before = history.position;
    database = await viewsOf(
      history
        .agentsIdentified(uuid(60), [ILKA, { name: 'I. T.' }])
        .agentsIdentified(uuid(61), [{ name: 'I. T.' }, { name: 'The spokeswoman' }]).events,
    );
    expect(await counted(OTHER, { position: before })).toEqual({ known: 2, unknown: 1 });
    expect(await counted(OTHER)).toEqual({ known: 1, unknown: 1 });
  });

  it('flags a claim of one origin, and what rests on a withdrawn source, with the way there', async () => {
    const history = relayed();
    const before = history.position;
    database = await viewsOf(history.sourceWithdrawn(SITE).events);
    expect(await flags({ position: before })).toEqual({
      [CLAIM]: ['single-origin'],
      [OTHER]: ['single-origin'],
    });
    expect(await flags()).toEqual({
      [CLAIM]: ['evidence-withdrawn', 'single-origin'],
      [OTHER]: ['evidence-withdrawn', 'single-origin'],
    });
    const { withdrawnPaths, nodes } = await provenance(CLAIM);
    expect(withdrawnPaths).toEqual([
      { citationId: ON_SITE, path: [{ kind: 'cited', sourceId: SITE }] },
      {
        citationId: ON_REPRINT,
        path: [
          { kind: 'cited', sourceId: REPRINT },
          { kind: 'republishes', sourceId: SITE },
        ],
      },
      {
        citationId: ON_MIRROR,
        path: [
          { kind: 'cited', sourceId: MIRROR },
          { kind: 'republishes', sourceId: REPRINT },
          { kind: 'republishes', sourceId: SITE },
        ],
      },
    ]);
    expect(nodes.filter(({ withdrawn }) => withdrawn).map(({ label }) => label)).toEqual([
      'Talks begin',
    ]);
  });

  it('flags what names a withdrawn source in a hop, and nothing over a derivation that is no more', async () => {
    const history = relayed().sourceWithdrawn(RADIO);
    database = await viewsOf(history.events);
    expect(await flags()).toMatchObject({ [CLAIM]: ['evidence-withdrawn', 'single-origin'] });
    const known = history.events.length;
    history.sourceWithdrawn(SITE).derivationRetracted(MIRROR, MIRRORS);
    history.citationRetracted(CLAIM, ON_SITE).citationRetracted(CLAIM, ON_REPRINT);
    await database.add(history.events.slice(known));
    expect(await flags()).toEqual({ [CLAIM]: ['single-origin'], [OTHER]: ['single-origin'] });
  });

  it('goes round no circle for ever', async () => {
    const history = relayed().derivation(SITE, uuid(42), MIRROR).sourceWithdrawn(RADIO);
    database = await viewsOf(history.derivation(SITE, uuid(43), RADIO).events);
    const { independence } = await provenance(CLAIM);
    expect(independence.cycles).toEqual([[SITE, MIRROR, REPRINT]]);
    expect(await flags()).toMatchObject({ [OTHER]: ['evidence-withdrawn', 'single-origin'] });
    const impact = (await sourceImpact(database.views, RADIO, {}))!;
    expect(impact.items).toHaveLength(4);
  });

  it('says what it cut from the graph, and counts all the same', async () => {
    database = await viewsOf(relayed().derivation(RADIO, uuid(42), MIRROR).events);
    const shallow = await provenance(OTHER, undefined, { depth: 1, limit: 1000 });
    expect(shallow.truncated).toEqual({ reasons: ['depth'], depth: 1, limit: 1000 });
    expect(shallow.nodes.filter(({ kind }) => kind === 'source')).toHaveLength(2);
    const small = await provenance(CLAIM, undefined, { depth: 20, limit: 3 });
    expect(small.truncated).toEqual({ reasons: ['nodes'], depth: 20, limit: 3 });
    expect(small.nodes).toHaveLength(3);
    expect(small.independence).toEqual((await provenance(CLAIM)).independence);
  });

  describe('the impact of a source', () => {
    it('is what rests on it, by the shortest way, before and after it is withdrawn', async () => {
      const history = relayed();
      const before = { position: history.position };
      database = await viewsOf(history.sourceWithdrawn(SITE).events);
      const after = (await sourceImpact(database.views, SITE, {}))!;
      expect(Value.Errors(ImpactPage, after)).toEqual([]);
      const reprinted = [
        { kind: 'cited', sourceId: REPRINT },
        { kind: 'republishes', sourceId: SITE },
      ];
      const mirrored = [
        { kind: 'cited', sourceId: MIRROR },
        { kind: 'republishes', sourceId: REPRINT },
        { kind: 'republishes', sourceId: SITE },
      ];
      const finding = { question: 'veracity', id: uuid(51), rating: 'true' };
      expect(after.items).toEqual([
        { claimId: OTHER, citationId: ON_OTHER, findings: [], path: mirrored },
        { claimId: CLAIM, citationId: ON_MIRROR, findings: [finding], path: mirrored },
        { claimId: CLAIM, citationId: ON_REPRINT, findings: [], path: reprinted },
        {
          claimId: CLAIM,
          citationId: ON_SITE,
          findings: [],
          path: [{ kind: 'cited', sourceId: SITE }],
        },
      ]);
      expect(after.withdrawn).toMatchObject({ reason: 'forged' });
      expect(await sourceImpact(database.views, SITE, {}, before)).toEqual({
        ...after,
        withdrawn: null,
      });
    });

    it('comes in pages, over hops, and as it was', async () => {
      database = await viewsOf(relayed().citationRetracted(CLAIM, ON_REPRINT).events);
      expect(await sourceImpact(database.views, RADIO, {})).toMatchObject({
        items: [{ citationId: ON_SITE, path: [{ kind: 'hop', sourceId: RADIO }] }],
      });
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const cursor = after === undefined ? {} : { after };
        const page = (await sourceImpact(database.views, SITE, { limit: 1, ...cursor }))!;
        seen.push(...page.items.map(({ citationId }) => citationId));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toEqual([ON_OTHER, ON_MIRROR, ON_SITE]);
      const first = { instant: '2025-10-14T23:59:59.999Z' };
      const then = await sourceImpact(database.views, SITE, {}, first);
      expect(then?.items.map(({ citationId }) => citationId)).toEqual([ON_SITE]);
      expect(await sourceImpact(database.views, uuid(99), {})).toBeUndefined();
    });
  });
});
