import { problemList } from '../../src/http/problem-pages/problem-pages.js';
import { problemIn, refusalIn, type ProblemBody } from '../support/answers.js';
import { ApiDescription, type OpenApiDocument } from '../support/api-description.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let served: ServedLedger;
let api: ApiDescription;
beforeAll(async () => {
  // They are for everybody, also where nothing else is.
  served = await ServedLedger.start({ settings: { publicReads: false } });
  const { body } = await served.anonymous.get('/openapi.json');
  api = new ApiDescription(body as OpenApiDocument);
});
afterAll(() => served.stop());

interface Listed {
  readonly problems: readonly { readonly type: string }[];
  readonly rules: readonly { readonly help: string; readonly types: readonly string[] }[];
}

async function addresses(): Promise<string[]> {
  const { problems, rules } = (await served.anonymous.get('/problems')).body as Listed;
  return ['/problems', ...problems.map(({ type }) => type), ...rules.map(({ help }) => help)];
}

it('are JSON for programs, as the OpenAPI document describes it, and list one another', async () => {
  const pages = await addresses();
  expect(pages.length).toBeGreaterThan(110);
  for (const page of pages) {
    const answer = await served.anonymous.get(page);
    expect([page, answer.status]).toEqual([page, 200]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect([page, api.faultsOf('GET', page, answer)]).toEqual([page, []]);
  }
});

it('are HTML for browsers, on which nothing but their own style has an effect', async () => {
  for (const page of await addresses()) {
    const { status, headers, body } = await served.anonymous.get(page, { Accept: BROWSER });
    expect([page, status]).toEqual([page, 200]);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(body).toMatch(/^<!doctype html><html lang="en">/);
  }
});

it('can be kept by anybody, in each form', async () => {
  for (const Accept of ['*/*', BROWSER]) {
    const { headers } = await served.anonymous.get('/problems/invalid', { Accept });
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    expect(headers.get('vary')).toBe('Accept');
  }
  const head = await served.anonymous.send('HEAD', '/problems/invalid', undefined);
  expect(head.status).toBe(200);
});

it.each(['/problems/unknown', '/problems/rules/unknown', '/problems/rules', '/problems/rules/'])(
  'are not there at %s',
  async (path) => {
    const answer = await served.anonymous.get(path, { Accept: BROWSER });
    expect(refusalIn(answer)).toBe('404 not-found');
  },
);

it('are given in no other form', async () => {
  const answer = await served.anonymous.get('/problems/invalid', { Accept: 'text/plain' });
  expect(refusalIn(answer)).toBe('406 not-acceptable');
});

describe('a problem document', () => {
  const linked = async (address: string): Promise<unknown> =>
    (await served.anonymous.get(address)).body;

  it('leads to the page of its type', async () => {
    const problem = problemIn(await served.anonymous.get('/v1/claims'));
    expect(await linked(problem.type)).toMatchObject({
      type: '/problems/unauthenticated',
      status: 401,
      title: problem.title,
    });
    expect(problem).not.toHaveProperty('help');
  });

  it('leads to the page of the rule that refused, whatever the problem', async () => {
    const desk = await Desk.over(served);
    const claimId = await desk.claim();
    const reason = { reason: 'It was recorded twice.' };
    const path = `/v1/claims/${claimId}/withdrawal`;
    await desk.write(desk.editor, path, reason);
    const none = path.replace(claimId, '01900000-0000-7000-8000-000000000000');
    for (const [answer, rule] of [
      [await desk.editor.post(path, reason), 'claim-already-withdrawn'],
      [await desk.editor.post(none, reason), 'claim-unknown'],
    ] as const) {
      const problem = problemIn(answer);
      expect(problem).toMatchObject({ rule, help: `/problems/rules/${rule}` });
      expect(await linked(problem.help!)).toMatchObject({ rule, types: [problem.type] });
      // Nothing but the values is different.
      const page = (await linked(problem.help!)) as { example: { answer: ProblemBody } };
      expect(page.example.answer).toEqual(problem);
    }
  });

  it.each([
    ['precondition-failed', '/docs/swagger-ui.css', { 'If-Match': '"another"' }],
    ['range-not-satisfiable', '/docs/swagger-ui.css', { Range: 'bytes=99999999-' }],
    ['uri-too-long', `/v1/claims/${'0'.repeat(101)}`, {}],
  ])('%s is told in the words of a library as its page shows them', async (code, path, headers) => {
    const problem = problemIn(await served.anonymous.get(path, headers));
    const page = (await linked(`/problems/${code}`)) as { example: { answer: ProblemBody } };
    expect(page.example.answer).toEqual(problem);
  });
});

it('are there for every problem that a list names', () => {
  const { problems, rules } = problemList();
  const types = new Set<string>(problems.map(({ type }) => type));
  for (const rule of rules) {
    expect(rule.types.length).toBeGreaterThan(0);
    for (const type of rule.types) expect(types.has(type)).toBe(true);
  }
});
