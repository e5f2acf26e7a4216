import fc from 'fast-check';

import { hashesOf } from '../../events/source/sketch-hashes.js';
import { compareSketches, sketchOf } from './sketch.js';

const shareOf = (...sketches: Parameters<typeof compareSketches>) =>
  compareSketches(...sketches).share;

const GOLDEN = 'NyO6OjMkm2QPd/DE';

const word = fc.stringMatching(/^[a-zäöüé]{2,9}$/);

/** As many words as asked for; hardly any two of a run of eight are alike. */
const passage = (minLength: number, maxLength: number) =>
  fc.array(word, { minLength, maxLength }).map((words) => words.join(' '));

const sketched = (text: string) => {
  const sketch = sketchOf(text);
  if (!sketch) throw new Error('the text is too short');
  return sketch;
};

/** A text of its own for each number. */
const story = (number: number, words: number) =>
  Array.from({ length: words }, (_, n) => `w${number}x${n}`).join(' ');

it('keeps the least hashes in ascending order, and counts all shingles', () => {
  const sketch = sketched(story(1, 5_007));
  expect(sketch).toMatchObject({ algorithm: 'shingles/2', shingles: 5_000 });
  const hashes = [...hashesOf(sketch)];
  expect(hashes).toHaveLength(256);
  expect(hashes).toEqual([...new Set(hashes)].sort((a, b) => a - b));
  expect(hashes.at(-1)! / 2 ** 32).toBeCloseTo(256 / 5_000, 1);
});

it('gives the same sketch on every machine and in every release', () => {
  expect(sketchOf('Talks on the second phase have started in Doha today')).toEqual({
    algorithm: 'shingles/2',
    hashes: GOLDEN,
    shingles: 3,
  });
});

it.each(['', 'one two three four five six seven', '… — !', '\n'.repeat(100)])(
  'has none of a text under eight words: %j',
  (text) => expect(sketchOf(text)).toBeUndefined(),
);

it('looks at the first million code units of a longer text', () => {
  const text = story(1, 150_000);
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(sketchOf(`${text} and more`)).toEqual(sketchOf(text));
});

it('counts a shingle once, however often the text says it', () => {
  const text = `${story(1, 8)} `;
  expect(sketched(text.repeat(50)).shingles).toBe(8);
});

it.each([
  [
    'case, quotes and dashes',
    '“The Talks” have—at last—begun, he said: now or never',
    'the talks have at last begun he said now or never',
  ],
  [
    'compatibility forms',
    'ﬁve ｗｏｒｄｓ and Ⅻ more of them are here today',
    'five words and xii more of them are here today',
  ],
  [
    'decomposed letters',
    'Le général a été reçu à l’Élysée dès l’été dernier'.normalize('NFD'),
    'le général a été reçu à l élysée dès l été dernier',
  ],
  [
    'soft hyphens and marks of direction',
    '\u200fThe mi\u00adni\u00adstry has\u200b\u200e not an\u2060swered our many questions yet\u200e',
    'the ministry has not answered our many questions yet',
  ],
  [
    'Arabic vowel signs and strokes',
    'قَالَ المُتَحَدِّثُ إِنَّ المُحادَثاتِ قـــد بَدَأَت في الدوحة اليوم صباحًا',
    'قال المتحدث إن المحادثات قد بدأت في الدوحة اليوم صباحا',
  ],
])('sees no difference in %s', (_, one, other) => {
  expect(sketchOf(one)).toEqual(sketched(other));
});

it('takes characters for words where the script has no spaces', () => {
  const text = '第二段階の協議は本日ドーハで始まったと報道官が述べた';
  const sketch = sketched(text);
  expect(sketch.shingles).toBe([...text].length - 7);
  expect(shareOf(sketch, sketched(`速報。${text}。詳細は後ほど。`))).toBe(1);
});

describe('what two texts share', () => {
  it('is all where they are the same', () => {
    fc.assert(
      fc.property(passage(8, 600), (text) => {
        const sketch = sketched(text);
        expect(shareOf(sketch, sketch)).toBe(1);
      }),
    );
  });

  it('is as many hashes either way, and in proportion to their lengths where they are short', () => {
    fc.assert(
      fc.property(passage(8, 60), passage(8, 60), passage(8, 60), (a, b, both) => {
        const [one, other] = [sketched(`${a} ${both}`), sketched(`${both} ${b}`)];
        const [there, back] = [compareSketches(one, other), compareSketches(other, one)];
        expect(there.shared).toBe(back.shared);
        expect(there.shared).toBeGreaterThanOrEqual(1);
        expect(there.share * one.shingles).toBeCloseTo(back.share * other.shingles);
      }),
    );
  });

  it('is exact where both are short', () => {
    const one = sketched(`${story(1, 100)} ${story(2, 57)}`);
    const other = sketched(`${story(3, 40)} ${story(2, 57)} ${story(4, 40)}`);
    expect(compareSketches(one, other)).toEqual({ shared: 50, share: 50 / 150 });
  });

  it('is nothing where no eight words are the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 5_000 }),
        fc.integer({ min: 8, max: 5_000 }),
        (a, b) => {
          expect(shareOf(sketched(story(1, a)), sketched(story(2, b)))).toBeLessThan(0.05);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is about the share of a longer text that another has, too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 90 }),
        fc.integer({ min: 1, max: 1000 }),
        (percent, n) => {
          const words = 3_000;
          const taken = Math.round((words * percent) / 100);
          const mine = `${story(n, taken)} ${story(n + 2_000, words - taken)}`;
          const theirs = `${story(n, taken)} ${story(n + 4_000, words - taken)}`;
          // Of about 256 draws: four standard deviations are 0.125 at most.
          expect(Math.abs(shareOf(sketched(mine), sketched(theirs)) - percent / 100)).toBeLessThan(
            0.13,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is nothing that sketches of another algorithm could tell', () => {
    const sketch = sketched(story(1, 20));
    expect(shareOf(sketch, { ...sketch, algorithm: 'shingles/0' })).toBe(0);
  });
});

describe('a megabyte of anything', () => {
  it.each([
    ['prose', `${'The spokesperson said that talks had begun. '.repeat(22_000)}`],
    ['one word', 'a'.repeat(1_000_000)],
    ['letters apart', 'a '.repeat(500_000)],
    ['combining marks', '\u0301\u0316'.repeat(500_000)],
    ['a ligature that becomes eighteen characters', '\uFDFA'.repeat(330_000)],
    ['ideographs', '語'.repeat(330_000)],
    ['Arabic', 'قَالَ المُتَحَدِّثُ '.repeat(50_000)],
    ['half characters', '\ud800'.repeat(500_000)],
  ])('is sketched in the time of a request: %s', (_, text) => {
    const begun = process.cpuUsage();
    sketchOf(text);
    // Tenths of a second of the processor; a square of the length would take minutes.
    expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
  });
});
