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
  ['GET /v1/claims/:id', { id: 'claim-1' }, 'There is no claim claim-1.'],
  ['GET /v1/claims/:id', { id: `${ID}0` }, `There is no claim ${ID}0.`],
  ['GET /v1/sources/:id/captures/:capture', { id: ID, capture: '0' }, 'There is no capture 0.'],
  ['GET /v1/snapshots/:sha256', { sha256: 'f' }, 'There is no snapshot f.'],
  ['GET /v1/events/:position', { position: '7' }, 'There is no event 7.'],
])('%s with %p names nothing', (route, given, detail) => {
  expect(() => pathIn(route, given)).toThrow(Problem);
  expect(() => pathIn(route, given)).toThrow(detail);
});
