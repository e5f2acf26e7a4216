import type { Anchoring, Fidelity } from '../../../events/citation/citation-events.js';
import { reanchored } from './reanchoring.js';

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
