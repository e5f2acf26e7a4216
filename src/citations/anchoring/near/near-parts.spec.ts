import type { Anchoring } from '../../../../events/citation/citation-events.js';
import { anchorQuote } from '../anchor-quote.js';
import { LONGEST_ELISION } from '../elided/elided-quote.js';

const FIRST = 'The ferry company expects the strike to last';
const LAST = 'until the harbour opens on Monday morning';
const said = ({ fidelity, omitted = [], difference }: Anchoring) => [
  fidelity,
  ...omitted.map(({ text }) => text),
  ...(difference?.changes ?? []).map(({ from, to }) => `${from}→${to}`),
];
const quoted = (text: string, exact: string, prefix?: string) =>
  anchorQuote(text, { exact, ...(prefix !== undefined && { prefix }) });

describe('an elided quote with changed words', () => {
  const text = `${FIRST} much longer, it said, ${LAST}.`;

  it.each([
    [
      'before the gap',
      `The ferry companies expect the strike to last … ${LAST}`,
      'company→companies',
      'expects→expect',
    ],
    ['behind it', `${FIRST} [...] until the harbour opens on Sunday morning`, 'Monday→Sunday'],
    [
      'on both sides',
      'ferry company expected the strike to last … when the harbour opens on Monday morning',
      'expects→expected',
      'until→when',
    ],
  ])('is altered in parts: %s', (_, exact, ...changes) => {
    expect(said(quoted(text, exact))).toEqual(['altered', 'much longer, it said,', ...changes]);
  });

  it('has a score over the letters of its parts, and not over what it leaves out', () => {
    const one = quoted(text, `${FIRST} … until the harbour opens on Sunday morning`);
    // Of 37 and 35 letters two are others.
    expect(one.difference!.score).toBe(0.972);
  });

  it('has insertions beside its gap', () => {
    const one = quoted(text, `[He said] ${FIRST} … until the port opens on Monday morning`);
    expect(said(one)).toEqual(['altered', 'much longer, it said,', 'harbour→port']);
    expect(one.insertions).toEqual(['He said']);
  });

  it('leaves nothing out where the ellipsis stands for nothing, or in the text as well', () => {
    for (const gap of ['', '… ']) {
      expect(
        said(quoted(`${FIRST} ${gap}${LAST}.`, `${FIRST} … until the harbour opens on Sunday`)),
      ).toEqual(['altered', 'Monday→Sunday']);
    }
  });

  it('is one as far as an elided quote may reach, and no further', () => {
    const exact = `${FIRST} … until the harbour opens on Sunday morning`;
    const apart = (characters: number) =>
      quoted(`${FIRST} ${'so '.repeat(700).slice(0, characters - 2)} ${LAST}.`, exact).fidelity;
    expect(apart(LONGEST_ELISION)).toBe('altered');
    expect(apart(LONGEST_ELISION + 1)).toBe('absent');
  });

  it('is none where the order of the parts is another', () => {
    expect(quoted(`${LAST} ${'so '.repeat(100)} ${FIRST}.`, `${FIRST} … ${LAST}s`).fidelity).toBe(
      'absent',
    );
  });

  it('is none where a bracket cuts a word of it, which is then compared whole', () => {
    const exact = `${FIRST.replace('expects', 'expect[ed]')} … until the port opens on Monday`;
    expect(quoted(text, exact).omitted).toBeUndefined();
  });
});

describe('an elided quote with changed words, of parts that stand in several places', () => {
  const exact = `${FIRST} … until the harbour opens on Sunday morning`;
  const once = `${FIRST} much longer, ${LAST}.`;

  it('is ambiguous where it stands twice, unless what is before it tells', () => {
    const text = `One: ${once} Two: ${once}`;
    const [first, second] = [5, 5 + once.length + 6];
    expect(quoted(text, exact)).toMatchObject({
      fidelity: 'altered',
      anchor: 'ambiguous',
      places: [{ start: first }, { start: second }],
    });
    expect(quoted(text, exact, 'Two: ')).toMatchObject({
      anchor: 'anchored',
      passage: { start: second, exact: once.slice(0, -1) },
      omitted: [{ text: 'much longer,' }],
    });
  });

  it('is the shortest of those that share a part', () => {
    const later = quoted(`${FIRST} long. ${once}`, exact);
    expect(later.passage).toMatchObject({ start: FIRST.length + 7, exact: once.slice(0, -1) });
    const first = quoted(`${once} That is, ${LAST}.`, exact);
    expect(first.passage).toMatchObject({ start: 0, exact: once.slice(0, -1) });
  });

  it('is found once where its longest part stands twice between the others', () => {
    const [before, middle, after] = ['The crews wait', FIRST, 'as everybody knew'];
    const text = `${before}. ${middle}. ${middle}. And so on, ${after}.`;
    const one = quoted(text, `The crew waits … ${middle} … ${after}`);
    expect(one).toMatchObject({ fidelity: 'altered', anchor: 'anchored' });
    expect(one.passage!.exact).toBe(text.slice(0, -1));
  });
});
