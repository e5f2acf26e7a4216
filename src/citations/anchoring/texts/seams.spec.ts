import { anchorQuote } from '../anchor-quote.js';
import { seamsOf, seamsWithin } from './seams.js';
import { SnapshotText } from './snapshot-text.js';

/** `-100-` is struck out, `+900+` inserted. */
function read(written: string) {
  let text = '';
  const marks = written.split(/(-[^-+]*-|\+[^-+]*\+)/).flatMap((piece) => {
    const kind = piece.startsWith('-') ? 'struck' : 'inserted';
    const isPlain = !/^[-+]/.test(piece);
    const start = text.length;
    text += isPlain ? piece : piece.slice(1, -1);
    return isPlain ? [] : [{ kind, start, end: text.length } as const];
  });
  return { text, marks };
}

describe('seams of a text', () => {
  it.each<[string, number[]]>([
    ['fee of -100-+900+ crowns', [10]],
    ['fee of -100- +900+ crowns', [10]],
    ['fee of -100-900 crowns', [10]],
    ['they -can-+not+ swim', [8]],
    ['a colo-u-r, re-d-+ad+ing', [13]],
    ['fee of 100+0+ crowns', []],
    ['fee of -100-, +900+ crowns', []],
  ])('%s', (written, seams) => {
    const { text, marks } = read(written);
    expect(seamsOf(text, marks)).toEqual(seams);
  });

  it('are looked up between two places', () => {
    expect(seamsWithin([3, 5, 9], 3, 9)).toEqual([5]);
    expect(seamsWithin([3, 5, 9], 0, 10)).toEqual([3, 5, 9]);
    expect(seamsWithin([], 0, 10)).toEqual([]);
  });
});

describe('a quote over a seam', () => {
  it.each([
    ['fee of -100-+900+ crowns', 'fee of 100900 crowns', 'altered', 'number'],
    ['fee of -100- +900+ crowns', 'fee of 100900 crowns', 'altered', 'number'],
    ['fee of -100-900 crowns', 'fee of 100900 crowns', 'altered', 'number'],
    ['fee of -100-+900+ crowns', 'fee of 900 crowns', 'normalized', undefined],
    ['fee of -100-+900+ crowns', 'fee of 100', 'exact', undefined],
    ['fee of -100- +900+ crowns', 'fee of 100 900 crowns', 'exact', undefined],
    ['they -can-+not+ swim', 'they cannot swim', 'altered', 'word'],
    ['a colo-u-r of', 'a colour of', 'exact', undefined],
    ['a colo-u-r of', 'a color of', 'normalized', undefined],
    ['fee of 100+0+ crowns', 'fee of 1000 crowns', 'exact', undefined],
  ])('%s, %s', (written, exact, fidelity, kind) => {
    const { text, marks } = read(written);
    const found = anchorQuote(new SnapshotText(text, { marks }), { exact }, { declared: 'en' });
    expect(found.fidelity).toBe(fidelity);
    expect(found.difference?.changes[0]?.kind).toBe(kind);
  });
});
