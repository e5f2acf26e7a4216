import fc from 'fast-check';

import { acceptedType, answerType } from './accept.js';

const JSON_TYPE = 'application/json';
const LINES = 'application/x-ndjson';
const PAGE = 'text/html';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

it.each<[string | undefined, readonly string[], string | undefined]>([
  [undefined, [JSON_TYPE, LINES], JSON_TYPE],
  ['', [JSON_TYPE, LINES], JSON_TYPE],
  ['*/*', [JSON_TYPE, LINES], JSON_TYPE],
  ['*/*', [LINES, JSON_TYPE], LINES],
  ['application/*', [PAGE, LINES, JSON_TYPE], LINES],
  [LINES, [JSON_TYPE, LINES], LINES],
  ['Application/X-NDJSON', [JSON_TYPE, LINES], LINES],
  [`${LINES}, ${JSON_TYPE}`, [JSON_TYPE, LINES], LINES],
  [`${JSON_TYPE}, ${LINES}`, [LINES, JSON_TYPE], JSON_TYPE],
  [`${LINES}, */*`, [JSON_TYPE, LINES], LINES],
  [`*/*, ${LINES};q=0.5`, [JSON_TYPE, LINES], JSON_TYPE],
  [`${LINES};q=0.2, ${JSON_TYPE};q=0.1`, [JSON_TYPE, LINES], LINES],
  [`${JSON_TYPE};q=0`, [JSON_TYPE, LINES], undefined],
  [`${JSON_TYPE};q=0, */*`, [JSON_TYPE, LINES], LINES],
  ['*/*;q=0', [JSON_TYPE], undefined],
  [`*/*;q=0.000, ${JSON_TYPE};q=0.001`, [JSON_TYPE], JSON_TYPE],
  [BROWSER, [JSON_TYPE, PAGE], PAGE],
  [BROWSER, [JSON_TYPE, LINES], JSON_TYPE],
  [PAGE, [JSON_TYPE, LINES], undefined],
  ['image/png, image/*', [JSON_TYPE, PAGE], undefined],
  [`${JSON_TYPE}; charset=utf-8`, [PAGE, JSON_TYPE], JSON_TYPE],
  [`text/html;a="x,application/json",image/png`, [JSON_TYPE], undefined],
  // What is malformed is passed over; where nothing else is there, no wish is told.
  ['json', [JSON_TYPE], JSON_TYPE],
  [`text/html;q=2`, [JSON_TYPE], JSON_TYPE],
  [`text/html;q=2, image/png`, [JSON_TYPE], undefined],
  [',,;,', [JSON_TYPE], JSON_TYPE],
])('of %p and %p it takes %p', (accept, offered, type) => {
  expect(acceptedType(accept, offered)).toBe(type);
});

it('is refused where nothing is accepted, naming what there is', () => {
  expect(() => answerType('image/png', [JSON_TYPE, PAGE])).toThrow(
    'The Accept header takes nothing of what this route gives: application/json, text/html.',
  );
});

it('gives what is offered or nothing, whatever the header says', () => {
  const parts = fc.constantFrom('"', ',', ';', 'q=', '0.5', '*/*', JSON_TYPE, ' ', '\\', '/', '*');
  const headers = fc.oneof(
    fc.string(),
    fc.array(parts).map((each) => each.join('')),
  );
  fc.assert(
    fc.property(headers, (accept) => {
      expect([JSON_TYPE, PAGE, undefined]).toContain(acceptedType(accept, [JSON_TYPE, PAGE]));
    }),
  );
});
