import type { Agent } from '../../events/fields.js';
import { identifiersOf } from './agent-identifiers.js';

it.each<[string, Agent, string[]]>([
  ['a name alone', { name: 'Jonas Weber' }, ['name:jonas weber|']],
  [
    'a name and an affiliation, in any letters',
    { name: 'JONAS Weber', affiliation: 'Ministry' },
    ['name:jonas weber|ministry'],
  ],
  [
    'pages, without fragment and last slash, each once',
    {
      name: 'A',
      sameAs: [
        'HTTPS://Desk.example/a/#life',
        'https://desk.example:443/a',
        'https://desk.example/',
      ],
    },
    ['url:https://desk.example/a', 'url:https://desk.example', 'name:a|'],
  ],
  ['a page that is no URL as it stands', { name: 'A', sameAs: ['Q42'] }, ['url:Q42', 'name:a|']],
])('knows an agent by %s', (_, agent, expected) => {
  expect(identifiersOf(agent)).toEqual(expected);
});

it('takes no name and affiliation for others that are spelled with a bar', () => {
  const agents = [
    { name: 'a|b' },
    { name: 'a', affiliation: 'b' },
    { name: 'a', affiliation: 'b|' },
    { name: 'a\\', affiliation: 'b' },
    { name: 'a\\', affiliation: 'b|c' },
    { name: 'a|b\\', affiliation: 'c' },
    { name: 'a|b', affiliation: 'c' },
    { name: 'ab', affiliation: 'c' },
  ];
  expect(new Set(agents.flatMap(identifiersOf)).size).toBe(agents.length);
});

it('gives nothing that an index could not hold', () => {
  const long = `https://desk.example/${'ש'.repeat(1900)}`;
  const identifiers = identifiersOf({
    name: '𝒜'.repeat(150),
    affiliation: '𝒵'.repeat(150),
    sameAs: [long],
  });
  expect(identifiers[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  for (const identifier of identifiers) {
    expect(Buffer.byteLength(identifier)).toBeLessThan(2_704);
  }
  expect(identifiersOf({ name: 'A', sameAs: [`${long}x`] })[0]).not.toBe(identifiers[0]);
});
