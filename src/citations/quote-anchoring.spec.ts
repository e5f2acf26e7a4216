import { setImmediate as nextTurn } from 'node:timers/promises';

import type { ThreadLimits } from '../runtime/timed-threads.js';
import { SnapshotStoreError } from '../snapshots/snapshot-store.js';
import { languageDetector } from '../text/language-detector.js';
import { anchorQuote } from './anchoring/anchor-quote.js';
import { reanchored } from './anchoring/reanchoring.js';
import { SnapshotText } from './anchoring/texts/snapshot-text.js';
import { QuoteAnchoring, type TakenText } from './quote-anchoring.js';

const known = new Map<string, string>();
let read: string[];
beforeEach(() => (read = []));

function taken(sha256: string, text: string, details: Partial<TakenText> = {}): TakenText {
  known.set(sha256, text);
  const extractor = { name: 'plain-text', version: '1' };
  return { extractor, characters: text.length, sha256, ...details };
}

const texts = {
  textOf: async (extracted: Parameters<QuoteAnchoring['anchor']>[0] | { reason: string }) => {
    if ('reason' in extracted) return undefined;
    read.push(extracted.sha256);
    const text = known.get(extracted.sha256);
    if (text === undefined) throw new SnapshotStoreError('damaged', 'it is gone');
    return text;
  },
};

const opened: QuoteAnchoring[] = [];
function anchoring(limits: Partial<ThreadLimits> = {}): QuoteAnchoring {
  const made = new QuoteAnchoring(texts, { threads: 1, ...limits });
  opened.push(made);
  return made;
}
/** For what does not end its thread: the detector of languages is loaded once. */
const shared = anchoring();
afterAll(() => Promise.all(opened.map((each) => each.close())));

const TALKS =
  'The minister said 1,000 people came. “It was enough,” she told us. Nobody asked why.';
/** Takes seconds to look for in the text below. */
const COSTLY = 'the … said … of … a … in … the … because … waited … of … the … a … in';
const LARGE = Array.from({ length: 800_000 }, (_, n) =>
  n % 3 === 0
    ? ((n * 7919) % 50_000).toString(36)
    : 'the a said of in because waited'.split(' ')[n % 7],
).join(' ');

describe('a quote looked for in a thread', () => {
  it.each<[string, string, Partial<TakenText>, string | undefined]>([
    ['as it is', 'It was enough', {}, undefined],
    ['in another dress', '"It was  enough," she told us', {}, 'en'],
    ['with gaps', 'The minister said … Nobody asked why', {}, undefined],
    ['altered', 'The minister said 2,000 people came', { language: 'en' }, undefined],
    ['in an article', 'people', { article: { start: 0, end: 30 } }, undefined],
    [
      'beside struck words',
      'Nobody asked',
      { marks: [{ kind: 'struck', start: 4, end: 12 }] },
      'de',
    ],
    ['that is not there', 'Something else was said by other people in another town', {}, undefined],
  ])('%s is found as in the thread that asks', async (_, exact, details, declared) => {
    const text = taken('1'.repeat(64), TALKS, details);
    const detect = await languageDetector();
    expect(await shared.anchor(text, { exact }, declared)).toEqual(
      anchorQuote(new SnapshotText(TALKS, details), { exact }, { declared, detect }),
    );
  });

  it('is looked for again with what became of it', async () => {
    const [before, later] = [taken('2'.repeat(64), TALKS), taken('3'.repeat(64), `Late. ${TALKS}`)];
    const quote = { exact: 'It was enough' };
    const original = await shared.anchor(before, quote, undefined);
    const again = await shared.anchorAgain(later, quote, { anchoring: original, text: before });
    expect(again.outcome).toBe('moved');
    const expected = await shared.anchor(later, quote, original.language);
    expect(again.anchoring).toEqual(expected);
    const unread = await shared.anchorAgain(later, quote, { anchoring: original, text: undefined });
    expect(unread.outcome).toBe(reanchored(original, expected, undefined));
  });

  it('leaves the event loop its turns', async () => {
    const text = taken('4'.repeat(64), LARGE);
    const looked = shared.anchor(
      text,
      { exact: 'Nobody knew who built it. '.repeat(200) },
      undefined,
    );
    let done = false;
    void looked.finally(() => (done = true));
    let turns = 0;
    for (; !done; turns += 1) await nextTurn();
    expect((await looked).fidelity).toBe('absent');
    // In the thread that asks there would be a few, for what is awaited.
    expect(turns).toBeGreaterThan(200);
  });

  it('reads and prepares a text once for many quotes', async () => {
    const [one, other] = [taken('5'.repeat(64), TALKS), taken('6'.repeat(64), `${TALKS} Two.`)];
    for (let n = 0; n < 20; n += 1) {
      const quote = { exact: TALKS.slice(n, n + 20) };
      for (const text of [one, other]) await shared.anchor(text, quote, undefined);
      await shared.anchorAgain(
        other,
        { exact: 'enough' },
        {
          anchoring: anchorQuote(TALKS, { exact: 'enough' }),
          text: one,
        },
      );
    }
    expect(read).toEqual([one.sha256, other.sha256]);
  });

  it('is remembered, for a command that loses a race and asks again', async () => {
    const once = anchoring();
    const text = taken('b'.repeat(64), TALKS);
    const found = await once.anchor(text, { exact: 'enough' }, 'en');
    await once.close();
    expect(await once.anchor(text, { exact: 'enough' }, 'en')).toEqual(found);
    await expect(once.anchor(text, { exact: 'enough' }, 'de')).rejects.toThrow('is stopping');
  });

  it('has the same words with other marks for another text', async () => {
    const struck = { marks: [{ kind: 'struck' as const, start: 0, end: 3 }] };
    const found = [
      await shared.anchor(taken('7'.repeat(64), TALKS), { exact: 'The minister' }, undefined),
      await shared.anchor(
        taken('7'.repeat(64), TALKS, struck),
        { exact: 'The minister' },
        undefined,
      ),
    ];
    expect(found.map(({ marks }) => marks)).toEqual([undefined, expect.anything()]);
  });

  it('keeps the two texts of a look beside each other, however large they are', async () => {
    const [one, other] = [taken('8'.repeat(64), LARGE), taken('9'.repeat(64), `${LARGE} more`)];
    const original = { anchoring: anchorQuote(TALKS, { exact: 'enough' }), text: one };
    for (let n = 0; n < 3; n += 1) await shared.anchorAgain(other, { exact: 'more' }, original);
    expect(read.sort()).toEqual([one.sha256, other.sha256]);
  });

  it('is given up where it takes too long', async () => {
    const text = taken('a'.repeat(64), LARGE);
    const slow = anchoring({ timeMs: 20 });
    await expect(slow.anchor(text, { exact: COSTLY }, undefined)).rejects.toMatchObject({
      name: 'TaskFailedError',
      why: 'too-long',
      message: 'It takes longer than 0.02 s.',
    });
  });

  it('is refused where too many wait, and when it is closed', async () => {
    const busy = anchoring({ waiting: 0 });
    const text = taken('c'.repeat(64), TALKS);
    const first = busy.anchor(text, { exact: 'enough' }, undefined);
    const refused = expect(first).rejects.toThrow('The server is stopping.');
    await nextTurn();
    await expect(busy.anchor(text, { exact: 'enough' }, undefined)).rejects.toMatchObject({
      name: 'QueueFullError',
    });
    await busy.close();
    await refused;
  });

  it('fails with what the store says of its text', async () => {
    const gone = { ...taken('d'.repeat(64), TALKS), sha256: 'e'.repeat(64) };
    await expect(shared.anchor(gone, { exact: 'enough' }, undefined)).rejects.toMatchObject({
      name: 'SnapshotStoreError',
      code: 'damaged',
    });
  });
});
