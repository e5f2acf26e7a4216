import type { Chance } from '../test/support/generated-ledger/chance.js';
import { TONGUES } from '../test/support/generated-ledger/tongues.js';
import { sentence } from '../test/support/generated-ledger/wording.js';

/** How claims are worded, for a bench that looks for those that are alike. */
export interface Wording {
  readonly name: string;
  claim(chance: Chance): string;
}

/**
 * Sentences of 6 to 24 words out of 4,000 made-up ones, few of them often and most of them seldom, as in
 * any language (Zipf); one word in twelve is a number. Claims of different subjects share little more
 * than what is in all of them.
 */
export const VARIED: Wording = {
  name: 'varied',
  claim: (chance) =>
    Array.from({ length: chance.int(6, 24) }, () =>
      chance.happens(80)
        ? String(chance.int(2, 2_000))
        : wordOf(Math.floor(4_000 ** share(chance))),
    ).join(' '),
};

/** The few forms of the generated ledger with places and numbers filled in: most claims have many like them. */
export const CROWDED: Wording = {
  name: 'crowded',
  claim: (chance) => sentence(chance, chance.pick(TONGUES), 'facts'),
};

/** As somebody else would put the same thing down: a word changed, left out, added or mistyped. */
export function reworded(text: string, chance: Chance): string {
  const words = text.split(' ');
  const at = chance.int(0, words.length - 1);
  switch (chance.int(1, 4)) {
    case 1:
      return words.with(at, wordOf(chance.int(1, 4_000))).join(' ');
    case 2:
      return words.length > 4 ? words.toSpliced(at, 1).join(' ') : `${text}!`;
    case 3:
      return words.toSpliced(at, 0, wordOf(chance.int(1, 4_000))).join(' ');
    default:
      return `${text.slice(0, -2).toUpperCase()}…`;
  }
}

const SYLLABLES = [
  ...['ka', 'lo', 'min', 'ter', 'os', 'va', 'ri', 'en', 'du', 'sta', 'pel', 'gor', 'an', 'thi'],
  ...['ba', 'se', 'mol', 'qui', 'fre', 'un', 'ja', 'cor', 'wes', 'ny', 'hal', 'im', 'zo', 'lek'],
];

/** The same every time; frequent words are short. */
function wordOf(rank: number): string {
  let left = rank;
  let word = '';
  do {
    word += SYLLABLES[(left * 11 + word.length) % SYLLABLES.length]!;
    left = Math.floor(left / SYLLABLES.length);
  } while (left > 0);
  return word;
}

function share(chance: Chance): number {
  return chance.int(0, 999_999) / 1_000_000;
}
