import { Problem } from './problem.js';
import { parametersOf, pathIn } from './route.js';

const ID = '01900000-0000-7000-8000-00000000000a';

it('names what a parameter is of by the collection before it', () => {
  const nouns = (route: string) => parametersOf(route).map(({ name, noun }) => `${name}: ${noun}`);
  expect(nouns('POST /v1/claims/:id/relations/:rid/retraction')).toEqual([
    'id: claim',
    'rid: relation',
  ]);
  expect(nouns('GET /v1/snapshots/:sha256/text')).toEqual(['sha256: snapshot']);
  expect(nouns('GET /v1/claims')).toEqual([]);
});

it('reads the path in lower case', () => {
  const route = 'POST /v1/sources/:id/captures/:capture/texts';
  expect(pathIn(route, { id: ID.toUpperCase(), capture: '12' })).toEqual({ id: ID, capture: '12' });
});

it.each([
  ['GET /v1/claims/:id', { id: 'claim-1' }, '/id in the path must be a UUID.'],
  ['GET /v1/claims/:id', { id: `${ID}0` }, '/id in the path must be a UUID.'],
  [
    'GET /v1/sources/:id/captures/:capture',
    { id: ID, capture: '0' },
    '/capture in the path must be a whole number from 1 to 999999999.',
  ],
  [
    'GET /v1/snapshots/:sha256',
    { sha256: 'f' },
    '/sha256 in the path must be a SHA-256 in hexadecimal.',
  ],
  [
    'GET /v1/events/:position',
    { position: '7' },
    '/position in the path must be a position, as Ledger-Position shows it.',
  ],
])('%s with %p is not valid', (route, given, detail) => {
  expect(() => pathIn(route, given)).toThrow(new Problem('invalid', detail));
});

it('finds nothing behind a slash at the end', () => {
  expect(() => pathIn('GET /v1/claims/:id', { id: '' })).toThrow(
    'There is no claim without a name.',
  );
});
