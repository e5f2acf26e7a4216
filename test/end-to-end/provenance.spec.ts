import type { CitationAnswer } from '../../src/citations/citations.js';
import type { ImpactItem } from '../../src/provenance/queries/impact.js';
import type { ProvenanceAnswer } from '../../src/provenance/queries/provenance-answer.js';
import { refusalIn } from '../support/answers.js';
import { Desk, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const SPOKESPERSON = {
  name: 'Majed al-Ansari',
  role: 'spokesperson',
  affiliation: 'Foreign Ministry of Qatar',
};

interface Impact {
  readonly items: ImpactItem[];
  readonly next: string | null;
  readonly withdrawn: { readonly reason: string } | null;
}

/** What the input's article does: a site relays what a spokesperson told a broadcaster, and unnamed diplomats. */
class Story {
  claim = '';
  anonymous = '';
  site = '';
  broadcast = '';
  readonly reprints: string[] = [];
  readonly derivations: string[] = [];
  readonly citations: string[] = [];

  constructor(readonly desk: Desk) {}

  async tell(): Promise<this> {
    const { desk } = this;
    this.site = await this.published('DaysofPal', 'Talks on the second phase begin');
    this.broadcast = await this.published('Fox News', 'Interview with the spokesperson');
    this.claim = await desk.claim({ text: 'The difficult discussions have begun' });
    this.anonymous = await desk.claim({
      text: 'The second phase will deal with who governs',
      claimant: { kind: 'anonymous', description: 'diplomatic sources' },
    });
    const hops = [
      { mode: 'said', by: { kind: 'named', agent: SPOKESPERSON } },
      {
        mode: 'reported',
        by: { kind: 'named', agent: { name: 'Fox News', type: 'organization' } },
        sourceId: this.broadcast,
      },
    ];
    await this.cite(this.claim, this.site, hops);
    const diplomats = {
      kind: 'anonymous',
      description: 'Diplomatic sources familiar with the talks',
    };
    await this.cite(this.anonymous, this.site, [{ mode: 'said', by: diplomats }]);
    return this;
  }

  published(publisher: string, title: string): Promise<string> {
    return this.desk.source({ publisher: { name: publisher }, title });
  }

  async reprint(publisher: string): Promise<void> {
    const reprint = await this.published(publisher, `Reprint in ${publisher}`);
    const path = `/v1/sources/${reprint}/derivations`;
    const body = { from: this.site, kind: 'republishes' };
    const { id } = await this.desk.write<Written>(this.desk.contributor, path, body);
    this.reprints.push(reprint);
    this.derivations.push(id);
    await this.cite(this.claim, reprint);
  }

  async cite(claim: string, source: string, attribution: object[] = []): Promise<void> {
    const { id } = await this.desk.cite(claim, source, { stance: 'makes', attribution });
    this.citations.push(id);
  }

  provenance(query = ''): Promise<ProvenanceAnswer> {
    return this.desk.read(`/v1/claims/${this.claim}/provenance?${query}`);
  }

  async origins(query = ''): Promise<string> {
    const { known, unknown } = (await this.provenance(query)).independence;
    return `${known} known, ${unknown} unknown`;
  }
}

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

it('counts one origin however often it is reprinted, and says why', async () => {
  const story = await new Story(desk).tell();
  expect(await story.origins()).toBe('1 known, 0 unknown');
  const before = desk.position;
  await story.reprint('The Copy');
  await story.reprint('The Other Copy');
  const { independence, nodes, truncated } = await story.provenance();
  const because =
    'its source republishes "Talks on the second phase begin", of which the first hop names Majed al-Ansari';
  const [relayed, , first, second] = story.citations;
  expect(independence).toEqual({
    known: 1,
    unknown: 0,
    exact: true,
    cycles: [],
    groups: [
      {
        origin: { kind: 'agent', name: 'Majed al-Ansari', sourceId: null },
        alsoFrom: [],
        citationIds: [relayed, first, second],
        reasons: [
          { citationId: relayed, because: 'first hop names Majed al-Ansari' },
          { citationId: first, because },
          { citationId: second, because },
        ],
      },
    ],
  });
  expect(nodes.filter(({ kind }) => kind === 'source')).toHaveLength(4);
  expect(truncated).toBeNull();
  expect((await story.provenance(`asOf=${before}`)).nodes.length).toBeLessThan(nodes.length);
  expect((await desk.claimNow(story.claim)).flags).toEqual(['single-origin']);
  const listed = await desk.read<{ items: { id: string }[] }>('/v1/claims?flag=single-origin');
  expect(listed.items.map(({ id }) => id)).toContain(story.claim);
});

it('counts the words of unnamed sources as unknown', async () => {
  const story = await new Story(desk).tell();
  const { independence } = await desk.read<ProvenanceAnswer>(
    `/v1/claims/${story.anonymous}/provenance`,
  );
  expect(independence).toMatchObject({
    known: 0,
    unknown: 1,
    groups: [
      {
        origin: { kind: 'unknown', name: 'Diplomatic sources familiar with the talks' },
        citationIds: [story.citations[1]],
      },
    ],
  });
  expect((await desk.claimNow(story.anonymous)).flags).toEqual(['single-origin']);
});

it('flags what rests on a withdrawn article, its reprints too, with the ways that lead there', async () => {
  const story = await new Story(desk).tell();
  await story.reprint('The Copy');
  const impact = () => desk.read<Impact>(`/v1/sources/${story.site}/impact`);
  const before = await impact();
  const position = desk.position;
  const [relayed, anonymous, reprinted] = story.citations;
  const [reprint] = story.reprints;
  const viaReprint = [
    { kind: 'cited', sourceId: reprint },
    { kind: 'republishes', sourceId: story.site },
  ];
  const cited = [{ kind: 'cited', sourceId: story.site }];
  expect(before).toEqual({
    items: [
      { claimId: story.claim, citationId: reprinted, findings: [], path: viaReprint },
      { claimId: story.anonymous, citationId: anonymous, findings: [], path: cited },
      { claimId: story.claim, citationId: relayed, findings: [], path: cited },
    ],
    next: null,
    withdrawn: null,
  });
  const reason = { reason: 'The outlet took it back.' };
  await desk.write(desk.editor, `/v1/sources/${story.site}/withdrawal`, reason);
  expect(await impact()).toEqual({
    ...before,
    withdrawn: expect.objectContaining(reason) as object,
  });
  for (const claim of [story.claim, story.anonymous]) {
    expect((await desk.claimNow(claim)).flags).toContain('evidence-withdrawn');
    const then = await desk.claimNow(claim, `asOf=${position}`);
    expect(then.flags).not.toContain('evidence-withdrawn');
  }
  expect((await story.provenance()).withdrawnPaths).toEqual([
    { citationId: relayed, path: cited },
    { citationId: reprinted, path: viaReprint },
  ]);
  // Of the two, the reprint alone still counts.
  expect(await story.origins()).toBe('1 known, 0 unknown');

  const retraction = `/v1/sources/${reprint}/derivations/${story.derivations[0]}/retraction`;
  await desk.write(desk.contributor, retraction, { reason: 'Another text.' });
  await desk.write(
    desk.contributor,
    `/v1/claims/${story.claim}/citations/${relayed}/retraction`,
    reason,
  );
  expect((await desk.claimNow(story.claim)).flags).toEqual(['single-origin']);
  expect((await impact()).items.map(({ citationId }) => citationId)).toEqual([anonymous]);
});

it('flags the citations and the findings that rest on a withdrawn article', async () => {
  const story = await new Story(desk).tell();
  await story.reprint('The Copy');
  const [relayed, anonymous, reprinted] = story.citations as [string, string, string];
  const [ana, boris] = desk.reviewers;
  for (const reviewer of [ana, boris]) await desk.judge(reviewer, story.claim, [reprinted]);
  const other = { question: 'attribution', rating: 'unverifiable' };
  const elsewhere = await desk.source({ title: 'A denial', publisher: { name: 'The Other Desk' } });
  const { id: denial } = await desk.cite(story.claim, elsewhere, { stance: 'refutes' });
  for (const reviewer of [ana, boris]) await desk.judge(reviewer, story.claim, [denial], other);
  const flags = async () => {
    const { questions } = await desk.claimNow(story.claim);
    const { items } = await desk.read<{ items: CitationAnswer[] }>(
      `/v1/citations?claimId=${story.claim}`,
    );
    return {
      veracity: questions.veracity.finding?.flags,
      attribution: questions.attribution.finding?.flags,
      citations: items.filter((item) => item.flags.length > 0).map(({ id }) => id),
    };
  };
  expect(await flags()).toEqual({ veracity: [], attribution: [], citations: [] });
  const before = desk.position;
  const reason = { reason: 'The outlet took it back.' };
  await desk.write(desk.editor, `/v1/sources/${story.site}/withdrawal`, reason);
  expect(await flags()).toEqual({
    veracity: ['evidence-withdrawn'],
    attribution: [],
    citations: [reprinted, relayed],
  });
  const one = await desk.read<CitationAnswer>(`/v1/citations/${anonymous}`);
  expect(one.flags).toEqual(['evidence-withdrawn']);
  const then = await desk.read<CitationAnswer>(`/v1/citations/${anonymous}?asOf=${before}`);
  expect(then.flags).toEqual([]);
});

it('draws the graph for Graphviz, and says what it cut', async () => {
  const story = await new Story(desk).tell();
  await story.reprint('The "Copy" \\');
  const path = `/v1/claims/${story.claim}/provenance`;
  const Accept = 'text/vnd.graphviz';
  const whole = await desk.auditor.get(`${path}?atLeast=${desk.position}`, { Accept });
  expect(whole.headers.get('content-type')).toBe('text/vnd.graphviz; charset=utf-8');
  expect(whole.body).toContain('label = "Independent origins: 1 known, 0 unknown."');
  expect(whole.body).toContain('label = "publisher: The \\"Copy\\" \\\\"');
  const cut = await desk.auditor.get(`${path}?limit=2&depth=0`, { Accept });
  expect(cut.body).toContain('Cut (nodes): depth 0, 2 nodes.');
  const { nodes, truncated } = await story.provenance('limit=2');
  expect(nodes).toHaveLength(2);
  expect(truncated).toEqual({ reasons: ['nodes'], depth: 20, limit: 2 });
});

it.each([
  [`/v1/claims/${UNKNOWN}/provenance`, '404 not-found'],
  [`/v1/sources/${UNKNOWN}/impact`, '404 not-found'],
  [`/v1/claims/${UNKNOWN}/provenance?limit=1001`, '422 invalid /limit'],
  [`/v1/claims/${UNKNOWN}/provenance?depth=21`, '422 invalid /depth'],
  [`/v1/sources/${UNKNOWN}/impact?limit=501`, '422 invalid /limit'],
])('GET %s is refused: %s', async (path, refusal) => {
  expect(refusalIn(await served.anonymous.get(path))).toBe(refusal);
  const lines = await served.anonymous.get(path, { Accept: 'application/x-ndjson, */*;q=0.1' });
  expect(refusalIn(lines)).toBe(refusal);
});
