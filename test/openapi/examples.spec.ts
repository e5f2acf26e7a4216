import type { Role } from '../../events/envelope.js';
import { EXAMPLE_IDS } from '../../src/http/example-ids.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { accepted } from '../support/answers.js';
import {
  ApiDescription,
  type OpenApiDocument,
  type Operation,
} from '../support/api-description.js';
import type { ApiAnswer, ApiClient, Headings } from '../support/api-client.js';
import type { VerdictWritten } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

type ExampleId = keyof typeof EXAMPLE_IDS;

/** Operations in an order in which their examples work, and what each example makes, by its name. */
const MAKING: readonly (readonly [string, Readonly<Record<string, ExampleId>>?])[] = [
  ['enrolMember', { reviewer: 'member' }],
  ['issueKey', { labelled: 'key' }],
  ['changeRoles'],
  ['suspendMember'],
  ['reinstateMember'],
  ['registerSource', { wire: 'wire', source: 'source', copy: 'copy', broadcast: 'broadcast' }],
  ['amendSource'],
  ['captureSnapshot'],
  ['captureByUrl'],
  ['takeText'],
  ['declareDerivation', { quotes: 'derivation' }],
  ['recordClaim', { fact: 'claim', prediction: 'prediction' }],
  ['registerWebhook', { ofClaim: 'webhook' }],
  ['relateClaims', { followUp: 'relation' }],
  ['addCitation', { passage: 'citation' }],
  ['submitVerdict', { veracity: 'verdict' }],
  ['publishFinding', { english: 'publication' }],
  ['correctPublication'],
  ['addNote', { request: 'note' }],
  ['answerNote'],
  // There is none once the finding behind it does not stand.
  ['getClaimReview'],
  ['withdrawVerdict'],
  ['declareConflict', { untilThen: 'conflict' }],
  ['identifyAgents', { twoNames: 'identification' }],
];
const ANSWERING = ['acceptSuggestion', 'dismissSuggestion'];
const TAKING_BACK = [
  'retractPublication',
  'resolveNote',
  'retractConflict',
  'retractCitation',
  'unrelateClaims',
  'retractDerivation',
  'retractIdentification',
  'removeWebhook',
  'withdrawClaim',
  'withdrawSource',
  'revokeKey',
  'adoptPolicy',
];

/** Work when something was delivered. */
const ABOUT_WEBHOOKS = [
  'testWebhook',
  'deliverAgain',
  'amendWebhook',
  'rotateWebhookSecret',
  'disableWebhook',
  'enableWebhook',
];

interface Call {
  readonly route: string;
  readonly name: string;
  readonly answer: ApiAnswer;
  readonly faults: readonly string[];
  /** What was sent, with the ids of this ledger. */
  readonly sent: string;
}

let served: ServedLedger;
let api: ApiDescription;
const operations = new Map<string, { readonly route: string; readonly operation: Operation }>();
const members = new Map<string, ApiClient>();
/** The ids of this ledger, by those of the examples. */
const ids = new Map<string, string>();
const calls: Call[] = [];
/** Where what was made can be read, and what is there. */
const made: { readonly route: string; readonly location: string; readonly there: ApiAnswer }[] = [];
let position = '';
beforeAll(async () => {
  served = await ServedLedger.start();
  const { body } = await served.anonymous.get('/openapi.json');
  api = new ApiDescription(body as OpenApiDocument);
  for (const [route, operation] of api.operations()) {
    operations.set(operation.operationId, { route, operation });
  }
  // One verdict makes a finding, which whoever calls may publish.
  const policy = {
    ...DEFAULT_POLICY,
    quorum: 1,
    publishing: { roles: ['admin'], byCarriers: true },
  };
  accepted(await (await served.member(['editor'])).put('/v1/policy', policy));
  for (const [id, makes] of MAKING) await sendExamplesOf(id, makes);
  await untilSomethingIsDelivered();
  for (const id of ABOUT_WEBHOOKS) await sendExamplesOf(id);
  for (const id of ANSWERING) await sendExamplesOf(id);
  for (const id of reads()) await sendExamplesOf(id);
  for (const id of TAKING_BACK) await sendExamplesOf(id);
}, 240_000);
afterAll(() => served.stop());

/** A delivery is made by no request, but by what happens to the claim. */
async function untilSomethingIsDelivered(): Promise<void> {
  const path = `/v1/webhooks/${ids.get(EXAMPLE_IDS.webhook)}/deliveries?state=delivered`;
  await eventually(async () => {
    const { items } = (await served.admin.get(path)).body as { items: { id: string }[] };
    if (items[0]) ids.set(EXAMPLE_IDS.delivery, items[0].id);
    return items.length > 0;
  });
}

function reads(): string[] {
  const made = new Set(MAKING.map(([id]) => id));
  return [...operations]
    .filter(([id, { route }]) => route.startsWith('GET ') && !made.has(id))
    .map(([id]) => id);
}

/** An admin where they may, or else a member with the first of the roles; nobody where none is needed. */
async function whoMay({ 'x-roles': roles }: Operation): Promise<ApiClient> {
  const role = roles.includes('admin') ? 'admin' : roles[0];
  if (role === undefined) return served.anonymous;
  const known = members.get(role) ?? (await served.member([role as Role]));
  members.set(role, known);
  return known;
}

async function sendExamplesOf(id: string, makes: Readonly<Record<string, ExampleId>> = {}) {
  const { route, operation } = operations.get(id)!;
  for (const name of namesIn(operation)) {
    const { sent, answer } = await send(route, operation, name);
    calls.push({
      route,
      name,
      answer,
      faults: api.faultsOf(...sent.asked, answer),
      sent: sent.all,
    });
    const written = answer.body as Partial<VerdictWritten>;
    if (!route.startsWith('GET ')) position = written.position ?? position;
    const location = answer.headers.get('location');
    if (location !== null) {
      made.push({ route, location, there: await (await whoMay(operation)).get(shown(location)) });
    }
    const example = makes[name];
    if (example) ids.set(EXAMPLE_IDS[example], written.id!);
    if (written.finding) ids.set(EXAMPLE_IDS.finding, written.finding.id);
  }
}

/** The address, to be read when the views show what was written. */
function shown(location: string): string {
  return `${location}${location.includes('?') ? '&' : '?'}atLeast=${position}`;
}

/** The names of an operation's examples; a single one without a name where it has none. */
function namesIn({ parameters = [], requestBody }: Operation): string[] {
  const bodies = Object.values(requestBody?.content ?? {});
  const named = [...parameters, ...bodies].flatMap(({ examples = {} }) => Object.keys(examples));
  return named.length === 0 ? [''] : [...new Set(named)];
}

async function send(route: string, operation: Operation, name: string) {
  const { parameters = [], requestBody } = operation;
  const [method = '', template = ''] = route.split(' ');
  const query = new URLSearchParams();
  for (const { name: parameter, example } of parameters) {
    if (parameter === 'atLeast' && position !== '') query.set(parameter, position);
    for (const value of [example ?? []].flat()) query.append(parameter, value);
  }
  const path = ofThisLedger(
    template.replaceAll(/:(\w+)/g, (_, part: string) => {
      const { schema, examples } = parameters.find((parameter) => parameter.name === part)!;
      const [always] = (schema['examples'] ?? []) as readonly string[];
      return (examples?.[name]?.value as string | undefined) ?? always!;
    }),
  );
  const asked = `${path}?${query.toString()}`;
  const [[type, content] = []] = Object.entries(requestBody?.content ?? {});
  const value = content?.examples?.[name]?.value;
  const body =
    value === undefined
      ? undefined
      : ofThisLedger(typeof value === 'string' ? value : JSON.stringify(value));
  const headers: Headings =
    type === undefined ? {} : { 'Content-Type': type === '*/*' ? 'text/plain' : type };
  const client = await whoMay(operation);
  const answer = await client.send(method, asked, body, headers);
  return {
    answer,
    sent: { asked: [method, path] as const, all: `${asked} ${body ?? ''}` },
  };
}

function ofThisLedger(text: string): string {
  return [...ids].reduce((before, [example, id]) => before.replaceAll(example, id), text);
}

it('works, each answered with a success that is described as it is', () => {
  const failed = calls.flatMap(({ route, name, answer, faults }) =>
    answer.status < 300 && faults.length === 0
      ? []
      : [{ route, name, status: answer.status, body: answer.body, faults }],
  );
  expect(failed).toEqual([]);
  expect(calls.length).toBeGreaterThan(60);
});

it('is there for every operation, for every part of a path and for every body', () => {
  expect(new Set(calls.map(({ route }) => route))).toEqual(new Set(api.operations().keys()));
  for (const { route, operation } of operations.values()) {
    const { parameters = [], requestBody } = operation;
    const ofPath = parameters.filter((parameter) => parameter.in === 'path');
    for (const { name, schema, examples } of ofPath) {
      expect({ route, name, shown: schema['examples'] ?? examples }).toMatchObject({
        shown: expect.anything() as unknown,
      });
    }
    for (const { examples } of Object.values(requestBody?.content ?? {})) {
      expect({ route, examples }).toMatchObject({ examples: expect.anything() as unknown });
    }
  }
});

it('tells with all that makes something where that can be read by who made it', () => {
  const making = [...operations.values()].filter(({ operation }) => '201' in operation.responses);
  const routes = making.map(({ route }) => route);
  expect(new Set(made.map(({ route }) => route))).toEqual(new Set(routes));
  const unread = made.filter(({ there }) => there.status !== 200);
  expect(unread.map(({ route, location, there }) => [route, location, there.body])).toEqual([]);
  const undescribed = made.flatMap(({ location, there }) => api.faultsOf('GET', location, there));
  expect(undescribed).toEqual([]);
});

it('names nothing that no example makes', () => {
  const unmade = Object.values(EXAMPLE_IDS).filter((id) => !ids.has(id));
  expect(unmade).toEqual([]);
  for (const { sent } of calls) {
    for (const id of Object.values(EXAMPLE_IDS)) expect(sent).not.toContain(id);
  }
});
