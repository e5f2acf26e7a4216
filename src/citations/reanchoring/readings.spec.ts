import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import { RecordedHistory, uuid } from '../../../test/support/recorded-history.js';
import {
  pendingLooks,
  pendingReadings,
  readingNamed,
  readingsOf,
  type LooksKnown,
  type ReadingName,
} from './readings.js';

const stream = `source-${uuid(20)}`;
const sha = (letter: string) => letter.repeat(64);
const textOf = (letter: string) => ({
  extractor: { name: 'html', version: '1' },
  characters: 9,
  sha256: sha(letter),
});

/** `A1` is a capture of the bytes A with the text 1, `A` one without a text, `2:A5` a text of capture 2 anew. */
function readings(...words: string[]) {
  const history = new RecordedHistory().record(stream, 'SourceRegistered', {
    type: 'article',
    title: 'Talks',
  });
  for (const word of words) {
    const [, capture, bytes = '', letter] = /^(?:(\d):)?([A-Z])(\d)?$/.exec(word)!;
    const sha256 = sha(bytes.toLowerCase());
    const text = letter === undefined ? { reason: 'a picture' } : textOf(letter);
    if (capture === undefined) {
      const data = { sha256, bytes: 1, mediaType: 'text/html', text };
      history.record(stream, 'SnapshotCaptured', data);
    } else {
      history.record(stream, 'SnapshotTextTaken', { capture: Number(capture), sha256, text });
    }
  }
  return readingsOf(history.events, ledgerCatalog);
}

const named = (capture: number, text: string): ReadingName => ({
  snapshot: sha('f'),
  capture,
  text: sha(text),
});
const byAnEarlierRelease = (bytes: string): ReadingName => ({
  snapshot: sha(bytes),
  capture: null,
  text: null,
});
const inShort = (found: readonly { capture: number; text: { sha256: string } }[]) =>
  found.map(({ capture, text }) => `${capture}:${text.sha256[0]}`);

const A = 'text-quote/5';
const known = (cited: ReadingName, looked = cited, lookedBy = A): LooksKnown => ({
  cited,
  looked,
  lookedBy,
});

describe('the readings of a source', () => {
  it('are its captures with a text, and the texts taken anew', () => {
    expect(inShort(readings('A1', 'B', 'A2', '1:A3', '2:B4'))).toEqual([
      '1:1',
      '3:2',
      '1:3',
      '2:4',
    ]);
  });

  it.each<[string, ReadingName, string | undefined]>([
    ['by capture and text', named(1, '4'), '1:4'],
    [
      'of an earlier release: the first capture of the bytes, in its first text',
      byAnEarlierRelease('a'),
      '1:1',
    ],
    ['that is not there', named(2, '4'), undefined],
    ['of other bytes by an earlier release', byAnEarlierRelease('e'), undefined],
  ])('are named %s', (_, name, found) => {
    const reading = readingNamed(readings('A1', 'B2', 'A3', '1:A4'), name);
    expect(reading && inShort([reading])[0]).toBe(found);
  });
});

describe('where a quote is still to be looked for', () => {
  it.each<[string, string[], LooksKnown, string[]]>([
    ['nothing came since', ['A1', 'B2'], known(named(2, '2')), []],
    ['later captures', ['A1', 'B2', 'A3'], known(named(1, '1')), ['2:2', '3:3']],
    ['the same bytes and text again', ['A1', 'B2', 'A1'], known(named(1, '1')), ['2:2', '3:1']],
    [
      'captures after the last look',
      ['A1', 'B2', 'C3'],
      known(named(1, '1'), named(2, '2')),
      ['3:3'],
    ],
    ['captures without a text', ['A1', 'B', 'C3'], known(named(1, '1')), ['3:3']],
    ['a text of the cited capture taken anew', ['A1', '1:A2'], known(named(1, '1')), ['1:2']],
    [
      'of several texts of a capture the last',
      ['A1', 'B2', '2:B3', '2:B4'],
      known(named(1, '1')),
      ['2:4'],
    ],
    [
      'a text of a capture that was looked in',
      ['A1', 'B2', '2:B3'],
      known(named(1, '1'), named(2, '2')),
      ['2:3'],
    ],
    ['none of captures before the cited one', ['A1', 'B2', '1:A3'], known(named(2, '2')), []],
    [
      'a capture that came before the cited text',
      ['A1', 'B2', '1:A3'],
      known(named(1, '3')),
      ['2:2'],
    ],
    ['and then nothing', ['A1', 'B2', '1:A3'], known(named(1, '3'), named(2, '2')), []],
    [
      'what an earlier release cited',
      ['A1', 'B2', 'A3'],
      known(byAnEarlierRelease('a')),
      ['2:2', '3:3'],
    ],
    [
      'after what an earlier release looked in',
      ['A1', 'B2', 'A3'],
      known(byAnEarlierRelease('a'), byAnEarlierRelease('b')),
      ['3:3'],
    ],
    [
      'the cited text by another algorithm',
      ['A1'],
      known(named(1, '1'), named(1, '1'), 'text-quote/3'),
      ['1:1'],
    ],
    [
      'the newest capture by another algorithm',
      ['A1', 'B2', 'C3', '1:A4'],
      known(named(1, '1'), named(1, '4'), 'text-quote/3'),
      ['3:3'],
    ],
    [
      'later captures, of which none is looked in twice',
      ['A1', 'B2'],
      known(named(1, '1'), named(1, '1'), 'text-quote/3'),
      ['2:2'],
    ],
    [
      'nothing where there is no text any more',
      ['A'],
      known(byAnEarlierRelease('a'), byAnEarlierRelease('a'), 'text-quote/3'),
      [],
    ],
  ])('%s', (_, words, looks, pending) => {
    expect(inShort(pendingReadings(readings(...words), looks, A))).toEqual(pending);
  });
});

it('is pending one text after the other, in each of one cited text after the other', () => {
  const all = readings('A1', 'B2', 'C3', '1:A4');
  const citations = [
    { name: 'a', ...known(named(2, '2')) },
    { name: 'b', ...known(named(1, '1')) },
    { name: 'c', ...known(named(9, '9')) },
    { name: 'd', ...known(named(1, '1'), named(3, '3')) },
    { name: 'e', ...known(named(1, '1'), named(2, '2')) },
  ];
  const looks = pendingLooks(citations, all, A).map(({ citation, later, cited }) => [
    citation.name,
    ...inShort([later]),
    cited && inShort([cited])[0],
  ]);
  expect(looks).toEqual([
    ['b', '2:2', '1:1'],
    ['b', '3:3', '1:1'],
    ['e', '3:3', '1:1'],
    ['a', '3:3', '2:2'],
    ['b', '1:4', '1:1'],
    ['d', '1:4', '1:1'],
    ['e', '1:4', '1:1'],
  ]);
});
