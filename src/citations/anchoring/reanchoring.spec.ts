import type { Anchoring, Fidelity, Quote } from '../../../events/citation/citation-events.js';
import { anchorQuote } from './anchor-quote.js';
import { reanchored } from './reanchoring.js';
import { SnapshotText } from './texts/snapshot-text.js';

const algorithm = 'text-quote/3';
const anchored = (fidelity: Fidelity, start: number, exact: string): Anchoring => ({
  algorithm,
  fidelity,
  anchor: 'anchored',
  passage: { start, end: start + exact.length, exact },
});
const ambiguous = (fidelity: Fidelity, ...starts: number[]): Anchoring => ({
  algorithm,
  fidelity,
  anchor: 'ambiguous',
  places: starts.map((start) => ({ start, end: start + 3 })),
});
const absent: Anchoring = { algorithm, fidelity: 'absent', anchor: 'orphaned', nearestScore: 0.2 };

describe('a citation in a later snapshot', () => {
  it.each<[string, Anchoring, Anchoring, string]>([
    ['found no more', anchored('exact', 3, 'yes'), absent, 'orphaned'],
    ['no more ambiguous, but gone', ambiguous('exact', 3, 9), absent, 'orphaned'],
    ['altered before, gone now', anchored('altered', 3, 'yes'), absent, 'orphaned'],
    ['never found', absent, { ...absent, nearestScore: 0.6 }, 'unchanged'],
    ['found only now', absent, anchored('exact', 3, 'yes'), 'moved'],
    ['nearly found only now', absent, anchored('altered', 3, 'yes'), 'moved'],
    ['exact and there', anchored('exact', 3, 'yes'), anchored('exact', 3, 'yes'), 'unchanged'],
    ['exact elsewhere', anchored('exact', 3, 'yes'), anchored('exact', 4, 'yes'), 'moved'],
    ['typed otherwise', anchored('exact', 3, '"a"'), anchored('normalized', 3, '“a”'), 'unchanged'],
    ['ambiguous now', anchored('exact', 3, 'yes'), ambiguous('exact', 3, 9), 'moved'],
    ['ambiguous no more', ambiguous('exact', 3, 9), anchored('exact', 3, 'yes'), 'moved'],
    ['as ambiguous as before', ambiguous('exact', 3, 9), ambiguous('exact', 3, 9), 'unchanged'],
    ['one place more', ambiguous('exact', 3, 9), ambiguous('exact', 3, 9, 20), 'moved'],
    ['other words', anchored('exact', 3, 'yes'), anchored('altered', 3, 'yet'), 'altered'],
    ['words put between', anchored('exact', 3, 'yes no'), anchored('elided', 3, 'y n'), 'altered'],
    ['elided as before', anchored('elided', 3, 'a b'), anchored('elided', 3, 'a b'), 'unchanged'],
    ['elided elsewhere', anchored('elided', 3, 'a b'), anchored('elided', 7, 'a b'), 'moved'],
    ['another gap', anchored('elided', 3, 'a b c'), anchored('elided', 3, 'a x c'), 'altered'],
    ['altered as before', anchored('altered', 3, 'a'), anchored('altered', 3, 'a'), 'unchanged'],
    ['altered to the quote', anchored('altered', 3, 'a'), anchored('exact', 3, 'b'), 'altered'],
    ['many alike', ambiguous('altered', 3, 9), ambiguous('altered', 3, 9), 'unchanged'],
    ['many alike, elsewhere', ambiguous('elided', 3, 9), ambiguous('elided', 4, 9), 'moved'],
    ['many, less faithful', ambiguous('exact', 3, 9), ambiguous('altered', 3, 9), 'altered'],
    ['one of many altered', ambiguous('altered', 3, 9), anchored('altered', 3, 'a'), 'altered'],
  ])('%s', (_, original, later, outcome) => {
    expect(reanchored(original, later)).toBe(outcome);
  });
});

describe('a look-alike that stood in the earlier text as well', () => {
  const OPENS = 'The harbour opens in May, the minister said.';
  const CLOSES = 'The harbour closes in May, the minister said.';
  const LEAD = 'Two announcements were made on Monday.';
  const ASIDE = 'Nobody was asked before.';
  const said = (place: string) => `The ${place} was full. She said yes. The ${place} was silent.`;
  const row = (ward: number) => `Ward ${ward}: turnout ${46 + ward} per cent, counted by hand.`;
  const rows = (...wards: number[]) => wards.map(row).join('\n');
  const statuses = (...all: string[]) =>
    all.map((status, at) => `Ward ${at + 1}\nStatus: ${status}\nby hand`).join('\n');
  const labelled = (...wards: number[]) =>
    wards.map((ward) => `Counted by hand.\nin Ward ${ward}`).join('\n');
  const lines = (...all: string[]) => all.join('\n\n');

  it.each<[string, string, string, Quote, string]>([
    [
      'is not the sentence that is gone',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, ASIDE, CLOSES),
      { exact: OPENS },
      'orphaned',
    ],
    [
      'is not it either where it came before',
      lines(CLOSES, LEAD, OPENS, ASIDE),
      lines(CLOSES, LEAD, ASIDE),
      { exact: OPENS },
      'orphaned',
    ],
    [
      'is not it behind signs of two units each',
      lines(`${'😀'.repeat(40)} ${LEAD}`, OPENS, ASIDE, CLOSES),
      lines(`${'😀'.repeat(30)} ${LEAD}`, ASIDE, CLOSES),
      { exact: OPENS },
      'orphaned',
    ],
    [
      'is not it in other dress',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, ASIDE, CLOSES.replaceAll(' ', '\u00a0')),
      { exact: OPENS },
      'orphaned',
    ],
    [
      'is not it where the place of the sentence is taken by another',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, 'The page was corrected.', ASIDE, CLOSES),
      { exact: OPENS },
      'orphaned',
    ],
    [
      'is no reason to lose a sentence that was edited in its place',
      lines(LEAD, OPENS, ASIDE),
      lines(LEAD, OPENS.replace('May', 'June'), ASIDE),
      { exact: OPENS },
      'altered',
    ],
    [
      'is no reason to lose one that now says what another said',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, CLOSES, ASIDE),
      { exact: OPENS },
      'altered',
    ],
    [
      'may say the very same words, and is still another',
      lines(said('hall'), LEAD, said('court')),
      lines(LEAD, said('court')),
      { exact: 'She said yes.', prefix: 'hall was full. ' },
      'orphaned',
    ],
    [
      'that says the very same words may be the one that is gone',
      lines(said('hall'), LEAD, said('court')),
      lines(LEAD, said('hall')),
      { exact: 'She said yes.', prefix: 'hall was full. ' },
      'moved',
    ],
    [
      'is not thought of where the words have only moved',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines('Corrected on Friday.', LEAD, OPENS, ASIDE, CLOSES),
      { exact: OPENS },
      'moved',
    ],
    [
      'is not thought of where nothing has changed',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, OPENS, ASIDE, CLOSES, 'More follows.'),
      { exact: OPENS },
      'unchanged',
    ],
    ['is not the row that is gone', rows(1, 2, 3), rows(1, 3), { exact: row(2) }, 'orphaned'],
    [
      'is not the row that is gone with another, between the same words',
      lines(LEAD, rows(1, 2, 3), ASIDE),
      lines(LEAD, rows(2), ASIDE),
      { exact: row(1) },
      'orphaned',
    ],
    [
      'is not the row that is gone where each says the same words, as the label before them tells',
      rows(1, 2, 3, 4),
      rows(1, 3, 4),
      { exact: 'counted by hand', prefix: 'Ward 2: turnout 48 per cent, ' },
      'orphaned',
    ],
    [
      'is not it where the label stands after them',
      labelled(1, 2, 3),
      labelled(1, 3),
      { exact: 'Counted by hand.', suffix: '\nin Ward 2' },
      'orphaned',
    ],
    [
      'is not the cited one, which is still there, where the label stands after them',
      labelled(1, 2, 3),
      labelled(1, 3),
      { exact: 'Counted by hand.', suffix: '\nin Ward 3' },
      'moved',
    ],
    [
      'is not the row that is gone where it stands in the very place now',
      labelled(1, 2, 3),
      labelled(2, 3),
      { exact: 'Counted by hand.', suffix: '\nin Ward 1' },
      'orphaned',
    ],
    [
      'is not the part of a sentence that is gone',
      'In Ward 1 51 per cent came, in Ward 2 48 per cent, in Ward 3 50 per cent.',
      'In Ward 1 51 per cent came, in Ward 3 50 per cent.',
      { exact: 'in Ward 2 48 per cent' },
      'orphaned',
    ],
    [
      'is no reason to lose a row that now says what all others say',
      statuses('closed', 'open', 'closed'),
      statuses('closed', 'closed', 'closed'),
      { exact: 'Ward 2\nStatus: open' },
      'altered',
    ],
    [
      'is no reason to lose one that now says what another says still',
      lines(LEAD, OPENS, ASIDE, CLOSES),
      lines(LEAD, CLOSES, ASIDE, CLOSES),
      { exact: OPENS },
      'altered',
    ],
    [
      'is not thought of where a long section went before the same words with the same neighbours',
      lines(LEAD, said('hall'), rows(1, 2, 3, 4), said('court')),
      lines(rows(1, 2, 3, 4), said('hall')),
      { exact: 'She said yes.', prefix: 'hall was full. ' },
      'moved',
    ],
    [
      'is not known of words that were ambiguous',
      lines(said('hall'), LEAD, said('court')),
      lines(LEAD, said('court')),
      { exact: 'She said yes.' },
      'moved',
    ],
  ])('%s', (_, before, after, quote, outcome) => {
    const texts = { original: new SnapshotText(before), later: new SnapshotText(after), quote };
    const [original, later] = [anchorQuote(before, quote), anchorQuote(after, quote)];
    expect(reanchored(original, later, texts)).toBe(outcome);
  });

  it('is looked at a bounded number of times', () => {
    const before = lines(OPENS, ...Array<string>(5000).fill(CLOSES));
    const after = lines(...Array<string>(5000).fill(CLOSES));
    const texts = { original: new SnapshotText(before), later: new SnapshotText(after) };
    const [original, later] = [
      anchorQuote(before, { exact: OPENS }),
      anchorQuote(after, { exact: OPENS }),
    ];
    expect(reanchored(original, later, texts)).toBe('orphaned');
  });
});
