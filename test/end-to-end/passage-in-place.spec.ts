import { setTimeout as pause } from 'node:timers/promises';

import { refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { pdfFile } from '../support/pdf-file.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const JSON_WANTED = { Accept: 'application/json' };

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

async function cited(content: string | Uint8Array, mediaType: string, quote?: object) {
  const sourceId = await desk.source();
  const { sha256, characters } = await desk.snapshot(sourceId, content, mediaType);
  const citation = await desk.cite(await desk.claim(), sourceId, { ...(quote && { quote }) });
  return { sha256, characters, citation };
}

async function shown(sha256: string, citationId: string, headers = {}) {
  const asked = `highlight=${citationId}&atLeast=${desk.position}`;
  return served.anonymous.get(`/v1/snapshots/${sha256}/text?${asked}`, headers);
}

const PDF = pdfFile([
  ['The harbour office says', 'that it has begun.'],
  ['Page two: nobody was', 'asked <b>before</b>.'],
]);
const SENTENCE = 'The harbour office said at some length that the work had begun and would go on.';
const HTML = `<!doctype html><meta charset="windows-1252"><title>Harbour</title><nav>Home</nav>
  <article>${`<p>${SENTENCE}</p>`.repeat(8)}<p>It \x93has\x94 <em>ended</em>.</p></article>`;

it('shows a passage of a PDF in its place, with its page', async () => {
  const exact = 'nobody was asked <b>before</b>';
  const { sha256, citation } = await cited(PDF, 'application/pdf', { exact });
  expect(citation).toMatchObject({ fidelity: 'normalized', anchor: 'anchored' });
  const { status, headers, body } = await shown(sha256, citation.id, JSON_WANTED);
  expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  const before = 'The harbour office says\nthat it has begun.\n\nPage two: ';
  expect(body).toEqual({
    citationId: citation.id,
    snapshot: sha256,
    capture: 1,
    within: null,
    page: 2,
    characters: before.length + exact.length + 1,
    places: [{ start: before.length, end: before.length + exact.length, page: 2 }],
    segments: [
      { kind: 'text', start: 0, text: before },
      { kind: 'quoted', start: before.length, text: exact.replace('was asked', 'was\nasked') },
      { kind: 'text', start: before.length + exact.length, text: '.' },
    ],
  });
});

it('shows a passage of an HTML page as a page on which nothing runs', async () => {
  const { sha256, citation } = await cited(Buffer.from(HTML, 'latin1'), 'text/html', {
    exact: 'It "has" ended.',
  });
  expect(citation).toMatchObject({ passage: { exact: 'It “has” ended.' } });
  for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', '*/*']) {
    const { status, headers, body } = await shown(sha256, citation.id, { Accept: accept });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; .* sandbox$/,
    );
    expect(headers.get('content-disposition')).toBe('inline');
    expect(headers.get('vary')).toBe('Accept, Authorization');
    expect(body).toContain('go on.\n\n<mark id="passage">It “has” ended.</mark></article>');
    // The whole page is text, its navigation as well, and no link of it is one here.
    expect(body).toContain('Home');
    expect(body).not.toMatch(/<a\b/);
  }
});

it('shows all places of an ambiguous quote', async () => {
  const text = `Yes. ${'x'.repeat(9000)} Yes.`;
  const { sha256, citation } = await cited(text, 'text/plain', { exact: 'Yes' });
  const { body } = await shown(sha256, citation.id, JSON_WANTED);
  expect(body).toMatchObject({
    page: null,
    places: [
      { start: 0, end: 3, page: null },
      { start: 9006, end: 9009, page: null },
    ],
    segments: [
      { kind: 'quoted', text: 'Yes' },
      { kind: 'text', text: `. ${'x'.repeat(1998)}` },
      { kind: 'text', start: 7006 },
      { kind: 'quoted', text: 'Yes' },
      { kind: 'text', text: '.' },
    ],
  });
  expect((await shown(sha256, citation.id)).body).toContain('<mark id="passage-2">Yes</mark>');
});

it('says why there is nothing to show', async () => {
  const whole = await cited('Some words.', 'text/plain');
  const never = await cited('Other words.', 'text/plain', { exact: 'never said' });
  const said = async (sha256: string, citationId: string) => {
    const answer = await shown(sha256, citationId);
    expect(answer.headers.get('content-disposition')).toBeNull();
    return `${refusalIn(answer)}: ${(answer.body as { detail: string }).detail}`;
  };
  expect(await said(whole.sha256, UNKNOWN)).toBe(`404 not-found: There is no citation ${UNKNOWN}.`);
  expect(await said(whole.sha256, never.citation.id)).toBe(
    `404 not-found: The citation ${never.citation.id} is of the snapshot ${never.sha256}, not of this one.`,
  );
  expect(await said(whole.sha256, whole.citation.id)).toMatch(/ of the source as a whole/);
  expect(await said(never.sha256, never.citation.id)).toMatch(/ were not found in this snapshot/);
  expect(refusalIn(await shown(whole.sha256, 'x'))).toBe('422 invalid /highlight');
});

it('stores a file that cannot be read, says why, and lets it be cited as a whole', async () => {
  const broken = Buffer.concat([PDF.subarray(0, 40), Buffer.from('truncated')]);
  const { sha256, characters, citation } = await cited(broken, 'application/pdf');
  expect(characters).toBeNull();
  expect(citation).toMatchObject({ fidelity: null, anchor: null });
  const text = await served.anonymous.get(`/v1/snapshots/${sha256}/text`);
  expect(refusalIn(text)).toBe('404 not-found');
  expect((text.body as { detail: string }).detail).toMatch(/^The PDF cannot be read: /);
  const bytes = await fetch(`${served.url}/v1/snapshots/${sha256}`);
  expect(Buffer.compare(Buffer.from(await bytes.arrayBuffer()), broken)).toBe(0);
});

it('answers others while a hostile file is being read', async () => {
  const sourceId = await desk.source();
  let done = false;
  const hostile = desk
    .snapshot(sourceId, '><?  \n_---\n'.repeat(90_000), 'text/markdown')
    .finally(() => (done = true));
  const times: number[] = [];
  while (!done) {
    const begun = performance.now();
    expect((await served.anonymous.get('/v1/claims')).status).toBe(200);
    times.push(performance.now() - begun);
    await pause(50);
  }
  expect((await hostile).reason).toBe('Its text takes longer than 10 s to take out.');
  expect(times.length).toBeGreaterThan(20);
  // The file holds back nobody for its ten seconds; the rest is for the machine that runs the test.
  expect(Math.max(...times)).toBeLessThan(2000);
});
