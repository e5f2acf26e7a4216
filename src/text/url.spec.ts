import { urlIn } from './url.js';

it('is read the same however often it was asked for', () => {
  const asked = new Set<string | undefined>();
  for (let times = 0; times < 20_000; times += 1) asked.add(urlIn('https://häfen.example/ä')?.href);
  expect([...asked]).toEqual(['https://xn--hfen-loa.example/%C3%A4']);
});

it('is read beside a base', () => {
  expect(urlIn('/b', new URL('https://desk.example/a'))?.href).toBe('https://desk.example/b');
});

it.each(['desk.example', '/b', '', 'https://'])('is not in %j', (text) => {
  expect(urlIn(text)).toBeUndefined();
});
