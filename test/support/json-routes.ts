import { alikeSources } from './alike-sources.js';
import type { ApiAnswer, ApiClient } from './api-client.js';
import { citedClaim, type Desk, type Written } from './desk.js';
import type { JsonObject } from './json-nodes.js';
import { WHOLE_POLICY } from './whole-policy.js';

export interface JsonRoute {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** Who may do this. */
  readonly member: ApiClient;
  /** Accepted as it stands, with every member that the route knows. */
  readonly body: JsonObject;
  /** Pointers to the members that must be there. */
  readonly required: readonly string[];
  /** Pointers to the members that null takes away. */
  readonly nullable?: readonly string[];
}

/** The routes that take JSON, in an order in which all of their bodies are accepted. */
export const JSON_ROUTES = [
  'POST /v1/sources',
  'POST /v1/sources/:id/amendments',
  'POST /v1/sources/:id/captures',
  'POST /v1/sources/:id/derivations',
  'POST /v1/sources/:id/derivations/:did/retraction',
  'POST /v1/sources/:id/suggestions/:from/acceptance',
  'POST /v1/sources/:id/suggestions/:from/dismissal',
  'POST /v1/claims',
  'POST /v1/claims/:id/citations',
  'POST /v1/agents/identifications',
  'POST /v1/agents/identifications/:id/retraction',
  'POST /v1/claims/:id/verdicts',
  'POST /v1/claims/:id/conflicts',
  'POST /v1/claims/:id/conflicts/:conflictId/retraction',
  'POST /v1/claims/:id/verdicts/:vid/withdrawal',
  'POST /v1/claims/:id/findings/:fid/publications',
  'POST /v1/claims/:id/publications/:pid/corrections',
  'POST /v1/claims/:id/publications/:pid/retraction',
  'POST /v1/claims/:id/notes',
  'POST /v1/notes/:id/answers',
  'POST /v1/notes/:id/resolution',
  'POST /v1/claims/:id/relations',
  'POST /v1/claims/:id/relations/:rid/retraction',
  'POST /v1/claims/:id/citations/:cid/retraction',
  'POST /v1/claims/:id/withdrawal',
  'POST /v1/sources/:id/withdrawal',
  'PUT /v1/policy',
  'POST /v1/members',
  'POST /v1/members/:id/keys',
  'POST /v1/members/:id/roles',
  'POST /v1/members/:id/suspension',
  'POST /v1/members/:id/reinstatement',
  'POST /v1/webhooks',
  'POST /v1/webhooks/:id/amendments',
  'POST /v1/webhooks/:id/secret',
  'POST /v1/webhooks/:id/disabling',
  'POST /v1/webhooks/:id/enabling',
  'POST /v1/webhooks/:id/removal',
] as const;
export type JsonRouteName = (typeof JSON_ROUTES)[number];

const AGENT: JsonObject = {
  name: 'Majed al-Ansari',
  type: 'person',
  role: 'spokesperson',
  affiliation: 'Ministry of Foreign Affairs',
  sameAs: ['https://www.wikidata.org/wiki/Q1'],
};

const REASON = { reason: 'It was recorded twice.' };
const withReason = { body: REASON, required: ['/reason'] };

/** Makes what the routes speak of. */
export async function prepareJsonRoutes(desk: Desk): Promise<Record<JsonRouteName, JsonRoute>> {
  const { contributor, editor, served } = desk;
  const [ana, boris, chidi] = desk.reviewers;
  const { admin } = served;
  const sourceId = await desk.source();
  const { sha256 } = await desk.snapshot(sourceId, 'He said: talks have started, today.');
  const claimId = await desk.claim({
    kind: 'prediction',
    resolves: { by: '2099', criterion: 'Both sides announce it.' },
  });
  const { id: citationId } = await desk.cite(claimId, sourceId);
  const other = await citedClaim(desk);
  const withdrawing = await desk.judge(boris, other.claimId, [other.citationId]);
  const narrower = await desk.claim();
  const relation = await desk.relate(narrower, 'narrows', claimId);
  const conflict = await desk.write<Written>(ana, `/v1/claims/${narrower}/conflicts`, REASON);
  const settled = await desk.settledClaim();
  const published = await desk.settledClaim();
  const [corrected, retracted] = [
    await desk.publish(published.claimId, published.findingId),
    await desk.publish(published.claimId, published.findingId, { language: 'ar' }),
  ];
  const note = await desk.write<Written>(editor, `/v1/claims/${claimId}/notes`, {
    text: 'Since when?',
  });
  const alike = await alikeSources(desk);
  const identification = { agents: [AGENT, { name: 'M. al-Ansari' }], reason: 'One biography.' };
  const identifications = '/v1/agents/identifications';
  const identified = await desk.write(contributor, identifications, identification);
  const member = `/v1/members/${(await served.member(['auditor'], 'Jens')).id}`;
  const away = `/v1/members/${(await served.member(['auditor'], 'Kaja')).id}`;
  await desk.write(admin, `${away}/suspension`, REASON);
  const hook = { url: 'https://desk.example/hook', description: 'To the chat' };
  const selection = { eventTypes: ['FindingReached'], claims: [claimId], topics: ['talks'] };
  const registered = await desk.write<Written>(admin, '/v1/webhooks', hook);
  const webhook = `/v1/webhooks/${registered.id}`;
  const off = await desk.write<Written>(admin, '/v1/webhooks', hook);
  await desk.write(admin, `/v1/webhooks/${off.id}/disabling`, REASON);
  const claim = `/v1/claims/${claimId}`;
  const post = (path: string, by: ApiClient) => ({ method: 'POST' as const, path, member: by });
  return {
    'POST /v1/sources': {
      ...post('/v1/sources', contributor),
      body: {
        type: 'article',
        title: 'Talks have started',
        url: 'https://desk.example/talks',
        publisher: { name: 'The Desk' },
        authors: [AGENT],
        publishedAt: '2025-10-14',
        language: 'en-GB',
      },
      required: ['/type', '/title', '/publisher/name', '/authors/0/name'],
    },
    'POST /v1/sources/:id/amendments': {
      ...post(`/v1/sources/${other.sourceId}/amendments`, contributor),
      body: {
        type: 'post',
        title: 'Talks have begun',
        url: 'https://desk.example/begun',
        publisher: { name: 'The Other Desk' },
        authors: [AGENT],
        publishedAt: '2025-10-14T12:00:00Z',
        language: 'ar',
      },
      required: ['/publisher/name', '/authors/0/name'],
      nullable: ['/url', '/publisher', '/authors', '/publishedAt', '/language'],
    },
    'POST /v1/sources/:id/captures': {
      ...post(`/v1/sources/${other.sourceId}/captures`, contributor),
      body: { url: 'https://desk.example/begun' },
      required: [],
    },
    'POST /v1/sources/:id/derivations': {
      ...post(`/v1/sources/${sourceId}/derivations`, contributor),
      body: { from: other.sourceId, kind: 'quotes' },
      required: ['/from', '/kind'],
    },
    'POST /v1/sources/:id/derivations/:did/retraction': {
      ...post(`${alike.derivation}/retraction`, contributor),
      ...withReason,
    },
    'POST /v1/sources/:id/suggestions/:from/acceptance': {
      ...post(`${alike.accepted}/acceptance`, contributor),
      body: { kind: 'republishes' },
      required: ['/kind'],
    },
    'POST /v1/sources/:id/suggestions/:from/dismissal': {
      ...post(`${alike.dismissed}/dismissal`, contributor),
      ...withReason,
    },
    'POST /v1/claims': {
      ...post('/v1/claims', contributor),
      body: {
        text: 'A second phase will be agreed',
        kind: 'prediction',
        claimant: { kind: 'named', agent: AGENT },
        statedAt: '2025-10',
        language: 'en',
        topics: ['ceasefire'],
        resolves: { by: '2026-06-30', criterion: 'Both sides announce it.' },
      },
      required: [
        '/text',
        '/kind',
        '/claimant',
        '/claimant/kind',
        '/claimant/agent',
        '/claimant/agent/name',
        '/resolves/by',
        '/resolves/criterion',
      ],
    },
    'POST /v1/claims/:id/citations': {
      ...post(`${claim}/citations`, contributor),
      body: {
        sourceId,
        stance: 'makes',
        quote: { exact: 'talks have started', prefix: 'said: ', suffix: ', today' },
        snapshot: sha256,
        capture: 1,
        attribution: [
          {
            mode: 'said',
            by: { kind: 'anonymous', description: 'two diplomats', basis: 'were in the room' },
            at: '2025-10-14',
            sourceId,
          },
          { mode: 'reported', by: { kind: 'named', agent: AGENT } },
        ],
      },
      required: [
        '/sourceId',
        '/stance',
        '/quote/exact',
        '/attribution/0/mode',
        '/attribution/0/by',
        '/attribution/0/by/kind',
        '/attribution/0/by/description',
      ],
    },
    'POST /v1/agents/identifications': {
      ...post(identifications, contributor),
      body: { agents: [AGENT, { ...AGENT, name: 'M. Ansari', sameAs: [] }], reason: 'The same.' },
      required: ['/agents', '/reason', '/agents/0/name', '/agents/1/name'],
    },
    'POST /v1/agents/identifications/:id/retraction': {
      ...post(`${identifications}/${identified.id}/retraction`, contributor),
      ...withReason,
    },
    'POST /v1/claims/:id/verdicts': {
      ...post(`${claim}/verdicts`, ana),
      body: {
        question: 'veracity',
        rating: 'true',
        rationale: 'Both sides have announced it.',
        evidence: [citationId],
        asOf: '2025-10-14',
        expires: '2099-01-01',
        criterionMet: true,
        sourceSeen: true,
      },
      required: ['/question', '/rating', '/rationale', '/evidence'],
    },
    'POST /v1/claims/:id/conflicts': {
      ...post(`${claim}/conflicts`, chidi),
      body: { reason: 'He is a cousin.', expires: '2099-12-31' },
      required: ['/reason'],
    },
    'POST /v1/claims/:id/conflicts/:conflictId/retraction': {
      ...post(`/v1/claims/${narrower}/conflicts/${conflict.id}/retraction`, editor),
      ...withReason,
    },
    'POST /v1/claims/:id/verdicts/:vid/withdrawal': {
      ...post(`/v1/claims/${other.claimId}/verdicts/${withdrawing.id}/withdrawal`, boris),
      ...withReason,
    },
    'POST /v1/claims/:id/findings/:fid/publications': {
      ...post(`/v1/claims/${settled.claimId}/findings/${settled.findingId}/publications`, editor),
      body: {
        wording: 'Talks on a second phase have started.',
        summary: 'Both sides have said so.',
        language: 'en-GB',
        url: 'https://desk.example/checks/talks',
      },
      required: ['/wording', '/language'],
    },
    'POST /v1/claims/:id/publications/:pid/corrections': {
      ...post(`/v1/claims/${published.claimId}/publications/${corrected}/corrections`, editor),
      body: {
        wrong: 'We wrote that they had ended.',
        since: '2025-10-14',
        wording: 'Talks on a second phase have begun.',
        summary: 'Both sides have said so.',
      },
      required: ['/wrong', '/since', '/wording'],
    },
    'POST /v1/claims/:id/publications/:pid/retraction': {
      ...post(`/v1/claims/${published.claimId}/publications/${retracted}/retraction`, editor),
      ...withReason,
    },
    'POST /v1/claims/:id/notes': {
      ...post(`${claim}/notes`, contributor),
      body: { text: 'Is that of the whole year?', citationId, to: ana.id },
      required: ['/text'],
    },
    'POST /v1/notes/:id/answers': {
      ...post(`/v1/notes/${note.id}/answers`, boris),
      body: { text: 'Since the summer.' },
      required: ['/text'],
    },
    'POST /v1/notes/:id/resolution': {
      ...post(`/v1/notes/${note.id}/resolution`, editor),
      body: { text: 'It is in the article.' },
      required: [],
    },
    'POST /v1/claims/:id/relations': {
      ...post(`${claim}/relations`, contributor),
      body: { kind: 'contradicts', claimId: other.claimId, note: 'Both cannot be so.' },
      required: ['/kind', '/claimId'],
    },
    'POST /v1/claims/:id/relations/:rid/retraction': {
      ...post(`/v1/claims/${narrower}/relations/${relation.id}/retraction`, contributor),
      ...withReason,
    },
    'POST /v1/claims/:id/citations/:cid/retraction': {
      ...post(`${claim}/citations/${citationId}/retraction`, contributor),
      ...withReason,
    },
    'POST /v1/claims/:id/withdrawal': { ...post(`${claim}/withdrawal`, editor), ...withReason },
    'POST /v1/sources/:id/withdrawal': {
      ...post(`/v1/sources/${sourceId}/withdrawal`, editor),
      ...withReason,
    },
    'PUT /v1/policy': {
      method: 'PUT',
      path: '/v1/policy',
      member: editor,
      body: structuredClone(WHOLE_POLICY),
      required: [
        '/quorum',
        '/distinctOrganizations',
        '/scales',
        '/scales/veracity',
        '/scales/attribution',
        '/scales/veracity/0/rating',
        '/scales/veracity/0/label',
        '/scales/veracity/0/definition',
        '/scales/veracity/0/final',
        '/publishing/roles',
        '/publishing/byCarriers',
      ],
    },
    'POST /v1/members': {
      ...post('/v1/members', admin),
      body: { name: 'Lena', organization: 'The Desk', roles: ['reviewer', 'contributor'] },
      required: ['/name', '/organization', '/roles'],
    },
    'POST /v1/members/:id/keys': {
      ...post(`${member}/keys`, admin),
      body: { label: 'Laptop' },
      required: [],
    },
    'POST /v1/members/:id/roles': {
      ...post(`${member}/roles`, admin),
      body: { roles: ['editor'] },
      required: ['/roles'],
    },
    'POST /v1/webhooks': {
      ...post('/v1/webhooks', admin),
      body: { ...hook, ...selection },
      required: ['/url'],
    },
    'POST /v1/webhooks/:id/amendments': {
      ...post(`${webhook}/amendments`, admin),
      body: { ...selection, url: 'https://desk.example/other', description: 'To another' },
      required: [],
      nullable: ['/description'],
    },
    'POST /v1/webhooks/:id/secret': {
      ...post(`${webhook}/secret`, admin),
      body: { compromised: true },
      required: [],
    },
    'POST /v1/webhooks/:id/disabling': { ...post(`${webhook}/disabling`, admin), ...withReason },
    'POST /v1/webhooks/:id/enabling': {
      ...post(`/v1/webhooks/${off.id}/enabling`, admin),
      body: { missed: 'deliver', after: '0000000000000001' },
      required: [],
    },
    'POST /v1/webhooks/:id/removal': { ...post(`${webhook}/removal`, admin), ...withReason },
    'POST /v1/members/:id/suspension': { ...post(`${member}/suspension`, admin), ...withReason },
    'POST /v1/members/:id/reinstatement': {
      ...post(`${away}/reinstatement`, admin),
      ...withReason,
    },
  };
}

/** @param body as it is, if it is a text or bytes */
export function send(
  { method, path, member }: JsonRoute,
  body: unknown,
  contentType = 'application/json',
): Promise<ApiAnswer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return member.send(method, path, raw, { 'Content-Type': contentType });
}
