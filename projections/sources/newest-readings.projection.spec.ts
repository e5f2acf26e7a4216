import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { newestReadings } from './newest-readings.projection.js';

const SOURCE = uuid(20);
const stream = `source-${SOURCE}`;
const sha = (letter: string) => letter.repeat(64);

/** `1` is a capture with the text 1, `-` one without a text, `2:5` the text 5 of capture 2, taken anew. */
function rowAfter(...words: string[]) {
  const history = new RecordedHistory();
  for (const word of words) {
    const [, capture, letter] = /^(?:(\d):)?(.)$/.exec(word)!;
    const text =
      letter === '-'
        ? { reason: 'it is a picture' }
        : { extractor: { name: 'html', version: '1' }, characters: 9, sha256: sha(letter!) };
    const data = { sha256: sha('a'), text };
    if (capture !== undefined) {
      history.record(stream, 'SnapshotTextTaken', { ...data, capture: Number(capture) });
    } else {
      history.record(stream, 'SnapshotCaptured', { ...data, bytes: 1, mediaType: 'text/html' });
    }
  }
  return fold(newestReadings, history.events).get(SOURCE);
}

it.each<[string, string[], object]>([
  ['of the only capture', ['1'], { capture: 1, text: sha('1'), newest_capture: 1, recaptured: 0 }],
  ['of a capture without one: none', ['-'], { captures: 1, capture: null, text: null }],
  ['after captures without one', ['-', '2'], { captures: 2, capture: 2, recaptured: 0 }],
  [
    'before captures without one',
    ['1', '-'],
    { captures: 2, capture: 1, newest_capture: 1, recaptured: 0 },
  ],
  ['before and after one without', ['1', '-', '3'], { capture: 3, recaptured: 1 }],
  ['the same words again', ['1', '1'], { capture: 2, text: sha('1'), recaptured: 1 }],
  ['of a later capture', ['1', '2'], { capture: 2, text: sha('2'), recaptured: 1 }],
  ['taken anew', ['1', '1:2'], { captures: 1, capture: 1, text: sha('2'), recaptured: 1 }],
  [
    'of an older capture taken anew',
    ['1', '2', '1:3'],
    { captures: 2, capture: 1, text: sha('3'), newest_capture: 2 },
  ],
  ['and none taken anew', ['1', '1:-'], { capture: 1, text: sha('1'), recaptured: 0 }],
])('knows the text that was taken out last: %s', (_, words, row) => {
  expect(rowAfter(...words)).toMatchObject({ source_id: SOURCE, ...row });
});

it.each([[['1:1']], [['1', '2:2']]])(
  'stops at a text of a capture that was not made: %j',
  (words) => {
    expect(() => rowAfter(...words)).toThrow(/capture \d was never recorded/);
  },
);
