import { FIDELITIES, HOP_MODES, STANCES } from '../../events/citation/citation-events.js';
import { CLAIM_STATUSES } from '../../projections/claim-status/claim-status.row.js';
import { attributionRefused } from '../../src/citations/attribution.decider.js';
import { CLAIM_FLAGS } from '../../src/claims/queries/claim-flags.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { section, tableIn } from '../support/readme.js';

it.each([
  ['Status', CLAIM_STATUSES],
  ['Flags', CLAIM_FLAGS],
  ['Stances', STANCES],
  ['Hops', HOP_MODES],
  ['Fidelity', FIDELITIES],
])('explains each word under %s, and no other', (title, words) => {
  const rows = tableIn(title);
  expect(rows.map(([word]) => word)).toEqual(words.map((word) => `\`${word}\``));
  for (const [, meaning] of rows) expect(meaning).toMatch(/^[A-Z].+\.$/);
});

it('has the ratings of the policy that a ledger starts with, in its own words', () => {
  const { attribution, veracity } = DEFAULT_POLICY.scales;
  const rows = (question: string, scale: typeof veracity) =>
    scale.map(({ rating, definition }) => [`\`${question}\``, `\`${rating}\``, definition]);
  expect(tableIn('Ratings')).toEqual([
    ...rows('attribution', attribution),
    ...rows('veracity', veracity),
  ]);
});

it('says which ratings a prediction may get before its date', () => {
  const open = DEFAULT_POLICY.scales.veracity.filter(({ final }) => !final);
  const [, named] = /takes no other rating than (.+?) before its date/.exec(section('Ratings'))!;
  expect(named).toBe(open.map(({ rating }) => `\`${rating}\``).join(' or '));
});

it('says which hops come first', () => {
  const by = { kind: 'named', agent: { name: 'Ana Ruiz' } } as const;
  const places = HOP_MODES.map((mode) => {
    const refusal = attributionRefused(
      [
        { mode: 'said', by },
        { mode, by },
      ],
      [],
    );
    return [`\`${mode}\``, refusal?.rule === 'origin-is-first' ? 'first hop' : 'any hop'];
  });
  expect(tableIn('Hops').map(([mode, , place]) => [mode, place])).toEqual(places);
});
