import type { CitationAnswer } from '../../src/citations/citations.js';
import { accepted, refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { Desk, PLAIN_TEXT, type SnapshotWritten } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { pdfFile } from '../support/pdf-file.js';
import { ServedLedger } from '../support/served-ledger.js';

const HTML = 'text/html; charset=utf-8';
const OCTETS = 'application/octet-stream';
const FORM = 'application/x-www-form-urlencoded';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

type Captured = SnapshotWritten & {
  readonly capture: number;
  readonly declaredType: string | null;
};

const captured = (source: string, content: string | Uint8Array, type = PLAIN_TEXT) =>
  desk.snapshot(source, content, type) as Promise<Captured>;
const sent = (source: string, content: string, type: string, headers = {}) =>
  desk.contributor.send('POST', `/v1/sources/${source}/snapshots`, content, {
    'Content-Type': type,
    ...headers,
  });
const cited = async (source: string, exact: string, more: object = {}) =>
  desk.cite(await desk.claim(), source, { quote: { exact }, ...more });
const citation = (id: string) => desk.read<CitationAnswer>(`/v1/citations/${id}`);
const text = (sha256: string, query = '') =>
  served.anonymous.get(`/v1/snapshots/${sha256}/text?atLeast=${desk.position}&${query}`);
const markIn = ({ body }: ApiAnswer) => /<mark[^>]*>(.*)<\/mark>/s.exec(String(body))?.[1];

describe('the same bytes in two sources', () => {
  it.each<[string, string]>([
    ['as plain text first', PLAIN_TEXT],
    ['as something without a text first', 'image/x-unknown'],
    ['as nothing in particular first', OCTETS],
  ])('are each their own source’s, %s', async (name, firstType) => {
    const page = `<p>${name}: the <i>old</i> pier is <b>ours</b>, she said.</p>`;
    const [one, other] = [await desk.source(), await desk.source()];
    await captured(one, page, firstType);
    const { sha256 } = await captured(other, page, HTML);
    const { id } = await cited(other, 'the old pier is ours');
    const shown = await text(sha256, `highlight=${id}`);
    expect(shown.status).toBe(200);
    expect(markIn(shown)).toBe('the old pier is ours');
    expect(accepted(await text(sha256))).toBe(`${name}: the old pier is ours, she said.`);
  });

  it('are shown as the newest capture has them, or as a source had them', async () => {
    const page = '<p>Nobody was <em>asked</em>.</p>';
    const [one, other] = [await desk.source(), await desk.source()];
    const { sha256 } = await captured(one, page, HTML);
    await captured(one, page, PLAIN_TEXT);
    await captured(other, page, 'image/png');
    expect(accepted(await text(sha256))).toBe(page);
    expect(accepted(await text(sha256, `source=${one}&capture=1`))).toBe('Nobody was asked.');
    expect(accepted(await text(sha256, `source=${one}`))).toBe(page);
    expect(refusalIn(await text(sha256, `source=${other}`))).toBe('404 not-found');
    expect(refusalIn(await text(sha256, `source=${one}&capture=3`))).toBe('404 not-found');
    expect(refusalIn(await text(sha256, 'capture=1'))).toBe('422 invalid /capture');
    expect(refusalIn(await text(sha256, `source=${one}&capture=0`))).toBe('422 invalid /capture');
    const bytes = await fetch(`${served.url}/v1/snapshots/${sha256}?sourceId=${one}&capture=1`);
    expect(bytes.headers.get('content-type')).toBe(HTML);
  });
});

describe('a wrong media type', () => {
  it('is put right by another capture', async () => {
    const source = await desk.source();
    const page = '<p>The crane <b>fell</b>.</p>';
    expect(await captured(source, page, 'image/png')).toMatchObject({
      capture: 1,
      characters: null,
    });
    expect(await captured(source, page, HTML)).toMatchObject({
      capture: 2,
      mediaType: HTML,
      characters: 15,
      reason: null,
    });
    expect(await cited(source, 'The crane fell')).toMatchObject({ fidelity: 'exact' });
  });

  it.each<[string, string | Uint8Array, string, object]>([
    [
      'a page from a bare curl',
      '<!doctype html><p>Talks <b>began</b>.',
      FORM,
      { mediaType: 'text/html', characters: 12 },
    ],
    [
      'a page as anything',
      '\n<html lang="fr"><p>Oui.',
      '*/*',
      { mediaType: 'text/html', characters: 4 },
    ],
    [
      'a PDF as octets',
      pdfFile([['Talks began.']]),
      OCTETS,
      { mediaType: 'application/pdf', characters: 12 },
    ],
    [
      'a PDF from a store of files',
      pdfFile([['Talks.']]),
      'binary/octet-stream',
      { mediaType: 'application/pdf' },
    ],
    ['a text from a bare curl', 'Talks began.', FORM, { mediaType: 'text/plain', characters: 12 }],
    [
      'a text in UTF-16',
      Buffer.from('\uFEFFÉté.', 'utf16le'),
      'unknown/unknown',
      { mediaType: 'text/plain; charset=utf-16le', characters: 4 },
    ],
    [
      'a picture',
      Uint8Array.from([
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
      ]),
      'application/unknown',
      { mediaType: 'image/png', characters: null },
    ],
    [
      'bytes of no kind',
      Uint8Array.from([1, 2, 3]),
      '*/*',
      { mediaType: OCTETS, characters: null },
    ],
  ])('that says nothing is told from the bytes: %s', async (_, bytes, declaredType, told) => {
    const source = await desk.source();
    expect(await captured(source, bytes, declaredType)).toMatchObject({ ...told, declaredType });
    const { snapshots } = await desk.read<{ snapshots: object[] }>(`/v1/sources/${source}`);
    expect(snapshots).toMatchObject([{ capture: 1, declaredType }]);
  });

  it('that is named is believed', async () => {
    const source = await desk.source();
    const page = '<p>The crane <b>fell</b>.</p>';
    expect(await captured(source, page, 'text/plain')).toMatchObject({
      mediaType: 'text/plain',
      declaredType: null,
      characters: page.length,
    });
  });

  it('is not named at all by some', async () => {
    const source = await desk.source();
    const answer = await fetch(`${served.url}/v1/sources/${source}/snapshots`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${desk.contributor.key}` },
      body: new Blob(['<p>Talks.</p>']),
    });
    expect([answer.status, await answer.json()]).toMatchObject([201, { mediaType: 'text/html' }]);
  });
});

describe('a page that is captured again', () => {
  it('makes no capture while it is the same, and says so', async () => {
    const source = await desk.source();
    const first = await sent(source, 'So it is.', PLAIN_TEXT, { 'Idempotency-Key': 'first' });
    const known = await sent(source, 'So it is.', 'text/plain;charset=UTF-8');
    expect([first.status, known.status]).toEqual([201, 200]);
    expect(first.headers.get('location')).toMatch(`?sourceId=${source}&capture=1`);
    expect(known.headers.get('location')).toBeNull();
    expect(known.body).toEqual(first.body);
    expect((await sent(source, 'So it was.', PLAIN_TEXT)).body).toMatchObject({ capture: 2 });
    const again = await sent(source, 'So it is.', PLAIN_TEXT, { 'Idempotency-Key': 'first' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await sent(source, 'So it is.', PLAIN_TEXT)).body).toMatchObject({ capture: 3 });
  });

  it('goes back to earlier words, and nothing has changed', async () => {
    const source = await desk.source();
    const words = 'The crane fell on Monday';
    const claim = await desk.claim();
    const first = await captured(source, `Note: ${words}.`);
    const { id } = await desk.cite(claim, source, { quote: { exact: words } });
    await captured(source, 'Note: the crane stands.');
    await eventually(async () => (await citation(id)).latest?.capture === 2);
    expect((await citation(id)).flags).toEqual(['quote-changed']);
    const third = await captured(source, `Note: ${words}.`);
    expect(third).toMatchObject({ sha256: first.sha256, capture: 3 });
    await eventually(async () => (await citation(id)).latest?.capture === 3);
    expect(await citation(id)).toMatchObject({
      capture: 1,
      flags: [],
      latest: { outcome: 'unchanged', snapshot: first.sha256, capture: 3 },
    });
    expect((await desk.claimNow(claim)).flags).not.toContain('quote-changed');
    const { snapshots } = await desk.read<{ snapshots: object[] }>(`/v1/sources/${source}`);
    expect(snapshots).toMatchObject([{ capture: 1 }, { capture: 2 }, { capture: 3 }]);
    expect(await cited(source, words)).toMatchObject({
      fidelity: 'exact',
      anchor: 'anchored',
      capture: 3,
    });
  });

  it('has lost the cited sentence, and a look-alike is not taken for it', async () => {
    const source = await desk.source();
    const [opens, closes] = ['The harbour opens in May.', 'The harbour closes in May.'];
    await captured(source, `Two notices.\n\n${opens}\n\nThe first one ends.\n\n${closes}`);
    const { id } = await cited(source, opens);
    await captured(source, `Two notices.\n\nThe first one ends.\n\n${closes}`);
    await eventually(async () => (await citation(id)).latest !== null);
    expect(await citation(id)).toMatchObject({
      flags: ['quote-changed'],
      latest: { outcome: 'orphaned' },
    });
  });
});

describe('a citation names a capture', () => {
  let source: string;
  let first: Captured;
  beforeAll(async () => {
    source = await desk.source();
    first = await captured(source, '<p>Talks <b>began</b>.</p>', PLAIN_TEXT);
    await captured(source, 'Talks ended.');
    await captured(source, '<p>Talks <b>began</b>.</p>', HTML);
    await captured(source, 'Talks go on.');
  });

  it.each<[string, () => object, object]>([
    ['none: the newest', () => ({}), { capture: 4, fidelity: 'absent' }],
    ['by its number', () => ({ capture: 3 }), { capture: 3, fidelity: 'exact' }],
    [
      'by its bytes: the newest with them',
      () => ({ snapshot: first.sha256 }),
      { capture: 3, fidelity: 'exact' },
    ],
    [
      'by both',
      () => ({ capture: 1, snapshot: first.sha256 }),
      { capture: 1, fidelity: 'altered' },
    ],
  ])('%s', async (_, named, found) => {
    const written = await cited(source, 'Talks began', named());
    expect(written).toMatchObject(found);
    expect(await citation(written.id)).toMatchObject(found);
  });

  it.each<[string, () => object, string]>([
    ['that was not made', () => ({ capture: 5 }), '409 rule-refused capture-unknown /capture'],
    [
      'of other bytes',
      () => ({ capture: 2, snapshot: first.sha256 }),
      '409 rule-refused capture-of-other-bytes /snapshot',
    ],
    [
      'by bytes of no capture',
      () => ({ snapshot: 'f'.repeat(64) }),
      '409 rule-refused snapshot-of-another-source /snapshot',
    ],
    ['by no number', () => ({ capture: 0 }), '422 invalid /capture'],
    ['by a fraction', () => ({ capture: 1.5 }), '422 invalid /capture'],
    ['by a word', () => ({ capture: '1' }), '422 invalid /capture'],
  ])('and is refused %s', async (_, named, refusal) => {
    const path = `/v1/claims/${await desk.claim()}/citations`;
    const body = { sourceId: source, stance: 'makes', quote: { exact: 'Talks' }, ...named() };
    expect(refusalIn(await desk.contributor.post(path, body))).toBe(refusal);
  });
});
