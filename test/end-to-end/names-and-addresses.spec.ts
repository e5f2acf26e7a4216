import { v7 as uuidv7 } from 'uuid';

import type { SourceAnswer } from '../../src/sources/sources.js';
import type { ClaimAnswer } from '../../src/claims/queries/claim-answer.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

const SOURCE = { type: 'article', title: 'Talks' };
const CLAIM = { text: 'It began', kind: 'fact', claimant: { kind: 'own-voice' } };

const registering = (content: object, headers?: Record<string, string>): Promise<ApiAnswer> =>
  desk.contributor.post('/v1/sources', { ...SOURCE, ...content }, headers);

async function readSource(id: string): Promise<SourceAnswer> {
  return accepted(await served.anonymous.get(`/v1/sources/${id}?atLeast=${desk.position}`));
}

async function readClaim(id: string): Promise<ClaimAnswer> {
  return accepted(await served.anonymous.get(`/v1/claims/${id}?atLeast=${desk.position}`));
}

async function itemsOf(path: string): Promise<{ readonly id: string }[]> {
  const between = path.includes('?') ? '&' : '?';
  const answer = await served.anonymous.get(`${path}${between}atLeast=${desk.position}`);
  return accepted<{ items: { id: string }[] }>(answer).items;
}

describe('a language', () => {
  it.each([
    ['x-klingon', 'x-klingon'],
    ['i-default', 'i-default'],
    ['ZH-cmn-hans-CN', 'zh-cmn-Hans-CN'],
    ['en-gb', 'en-GB'],
    ['sgn-be-fr', 'sgn-BE-FR'],
    ['sl-rozaj-biske-1994', 'sl-rozaj-biske-1994'],
  ])('%s is kept as %s by claims, sources and amendments', async (language, kept) => {
    expect((await readClaim(await desk.claim({ language }))).language).toBe(kept);
    expect((await readSource(await desk.source({ language }))).language).toBe(kept);
    const id = await desk.source();
    await desk.write(desk.contributor, `/v1/sources/${id}/amendments`, { language });
    expect((await readSource(id)).language).toBe(kept);
  });

  it('that differs in its case alone amends nothing', async () => {
    const id = await desk.source({ language: 'pt-BR' });
    const path = `/v1/sources/${id}/amendments`;
    const answer = await desk.contributor.post(path, { language: 'PT-br' });
    expect(refusalIn(answer)).toBe('409 rule-refused nothing-changed');
  });

  it('is refused with what is wrong with it', async () => {
    for (const [language, why] of [
      ['en_GB', 'letters of a to z, digits and hyphens'],
      ['de-419-DE', '"DE" is no part of one'],
      ['ar-a-aaa-b-bbb-a-ccc', 'the extension "a" twice'],
      ['\u212Aa', 'letters of a to z'],
      [`x-${'abcdefgh-'.repeat(4)}a`, 'at most 35 characters'],
    ] as const) {
      const answer = await desk.contributor.post('/v1/claims', { ...CLAIM, language });
      expect(refusalIn(answer)).toBe('422 invalid /language');
      expect(problemIn(answer).errors?.[0]?.detail).toContain(why);
    }
  });
});

describe('a URL', () => {
  it.each([
    ['https://desk.example/x\n', 'https://desk.example/x'],
    [' HTTPS://Desk.Example:443 ', 'https://desk.example/'],
    ['https://häfen.example/schiffe heute', 'https://xn--hfen-loa.example/schiffe%20heute'],
    ['https://desk.example/a/../b#:~:text=pier', 'https://desk.example/b#:~:text=pier'],
  ])('%j is kept as %s by sources, amendments and agents', async (url, kept) => {
    const agent = { name: 'Ana Ruiz', sameAs: [url, 'https://who.example/'] };
    const id = await desk.source({ url, authors: [agent] });
    expect(await readSource(id)).toMatchObject({
      url: kept,
      authors: [{ sameAs: [kept, 'https://who.example/'] }],
    });
    const amended = await desk.source();
    await desk.write(desk.contributor, `/v1/sources/${amended}/amendments`, { url });
    expect((await readSource(amended)).url).toBe(kept);
    const claim = await readClaim(await desk.claim({ claimant: { kind: 'named', agent } }));
    expect(claim.claimant).toMatchObject({ agent: { sameAs: [kept, 'https://who.example/'] } });
  });

  it('with credentials is refused everywhere, and they are not repeated', async () => {
    const url = 'https://user:secret@desk.example/';
    const agent = { name: 'Ana Ruiz', sameAs: [url] };
    const id = await desk.source();
    const { contributor } = desk;
    for (const [answer, pointer] of [
      [await registering({ url }), '/url'],
      [await registering({ authors: [agent] }), '/authors/0/sameAs'],
      [await contributor.post(`/v1/sources/${id}/amendments`, { url }), '/url'],
      [await contributor.post(`/v1/sources/${id}/captures`, { url }), '/url'],
      [
        await contributor.post('/v1/claims', { ...CLAIM, claimant: { kind: 'named', agent } }),
        '/claimant/agent/sameAs',
      ],
      [
        await contributor.post('/v1/agents/identifications', {
          agents: [agent, { name: 'A. Ruiz' }],
          reason: 'The same.',
        }),
        '/agents/0/sameAs',
      ],
    ] as const) {
      expect(refusalIn(answer)).toBe(`422 invalid ${pointer}`);
      expect(problemIn(answer).detail).toContain('holds a user name or a password');
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
  });

  it('that grows too long by being normalised is refused as that', async () => {
    const answer = await registering({ url: `https://desk.example/${'港'.repeat(300)}` });
    expect(refusalIn(answer)).toBe('422 invalid /url');
    expect(problemIn(answer).detail).toContain('percent-encoded');
  });

  it('amends nothing where it is written otherwise alone', async () => {
    const id = await desk.source({ url: 'https://desk.example/x' });
    const path = `/v1/sources/${id}/amendments`;
    const answer = await desk.contributor.post(path, { url: 'https://DESK.example:443/x ' });
    expect(refusalIn(answer)).toBe('409 rule-refused nothing-changed');
  });
});

describe('a name', () => {
  const AGENT = { name: ' Ana\u200B Ruiz\n', role: '\tdirector ', affiliation: '\uFEFFThe port ' };
  const KEPT = { name: 'Ana Ruiz', role: 'director', affiliation: 'The port' };

  it('is kept without blanks at its ends and characters without width', async () => {
    const title = '\u2067مكتب الميناء\u2069 ';
    const source = { title, publisher: { name: ' The Desk\u00A0' }, authors: [AGENT] };
    expect(await readSource(await desk.source(source))).toMatchObject({
      title: 'مكتب الميناء',
      publisher: { name: 'The Desk' },
      authors: [KEPT],
    });
    const claimant = { kind: 'named', agent: AGENT };
    const claim = await readClaim(
      await desk.claim({ claimant, topics: [' port ', 'می\u200Cرود'] }),
    );
    expect(claim).toMatchObject({ claimant: { agent: KEPT }, topics: ['port', 'می\u200Cرود'] });
    const member = { name: ' Kaja\u00AD', organization: '\u200EThe Desk ', roles: ['auditor'] };
    const { id } = accepted<{ id: string }>(await served.admin.post('/v1/members', member));
    const shown = await served.admin.get(`/v1/members/${id}?atLeast=${desk.position}`);
    expect(shown.body).toMatchObject({ name: 'Kaja', organization: 'The Desk' });
  });

  it('is found by filters that have its blanks, or others', async () => {
    const name = `The Desk ${uuidv7()}`;
    const source = await desk.source({ publisher: { name: `${name} ` } });
    const topic = `t${uuidv7()}`;
    const description = `two diplomats ${uuidv7()}`;
    const claim = await desk.claim({
      topics: [`\u200B${topic}`],
      claimant: { kind: 'anonymous', description: `${description}\n` },
    });
    for (const typed of ['', ' ', '\u200B'].map(encodeURIComponent)) {
      const [publisher, said] = [name, description].map(encodeURIComponent);
      expect(await itemsOf(`/v1/sources?publisher=${typed}${publisher}`)).toMatchObject([
        { id: source },
      ]);
      expect(await itemsOf(`/v1/claims?topic=${topic}${typed}`)).toMatchObject([{ id: claim }]);
      expect(await itemsOf(`/v1/claims?claimant=${said}${typed}`)).toMatchObject([{ id: claim }]);
    }
  });

  it.each([
    ' ',
    '\u200B',
    '\u2060\u00A0',
    '\uFEFF',
    '\u00AD',
    '\u3164',
    '\u2800',
    '\uFE0F',
    '\u200D',
  ])('%j is none, and no claim either', async (blank) => {
    const agent = { name: blank };
    const { contributor } = desk;
    for (const [answer, pointer] of [
      [await registering({ title: blank }), '/title'],
      [await registering({ publisher: { name: blank } }), '/publisher/name'],
      [await registering({ authors: [agent] }), '/authors/0/name'],
      [await contributor.post('/v1/claims', { ...CLAIM, text: blank }), '/text'],
      [await contributor.post('/v1/claims', { ...CLAIM, topics: [blank] }), '/topics'],
      [
        await contributor.post('/v1/claims', {
          ...CLAIM,
          claimant: { kind: 'anonymous', description: blank },
        }),
        '/claimant/description',
      ],
    ] as const) {
      expect(refusalIn(answer)).toBe(`422 invalid ${pointer}`);
      expect(problemIn(answer).detail).toContain('not blank');
    }
  });

  it('has its length counted without its blanks', async () => {
    const title = `${' '.repeat(500)}${'x'.repeat(1000)}${'\u200B'.repeat(500)}`;
    expect((await readSource(await desk.source({ title }))).title).toBe('x'.repeat(1000));
    expect(refusalIn(await registering({ title: 'x'.repeat(1001) }))).toBe('422 invalid /title');
  });

  it('leaves claims, quotes and reasons as they were sent', async () => {
    const text = ' It\u200B began\n';
    expect((await readClaim(await desk.claim({ text }))).text).toBe(text);
  });
});

it('is the same request where it is sent again, and where what is recorded would be the same', async () => {
  const headers = { 'Idempotency-Key': uuidv7() };
  const sent = { title: ' Talks\u200B ', url: 'HTTPS://desk.example', language: 'EN-gb' };
  const recorded = { title: 'Talks', url: 'https://desk.example/', language: 'en-GB' };
  const first = await registering(sent, headers);
  expect(first.status).toBe(201);
  for (const again of [sent, recorded]) {
    const { status, body } = await registering(again, headers);
    expect({ status, body }).toEqual({ status: 201, body: first.body });
  }
  const other = await registering({ ...sent, title: 'Other talks' }, headers);
  expect(refusalIn(other)).toBe('422 idempotency-key-reused');
});
