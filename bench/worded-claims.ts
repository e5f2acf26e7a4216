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

/** A way of writing, by what its made-up words are put together from. */
export interface Script extends Wording {
  readonly syllables: readonly string[];
  /** Between words; nothing in Chinese. */
  readonly between: string;
}

/** Twenty phrases that stand in half of all claims, as "according to the ministry of …" does. */
export const PHRASED: Wording = {
  name: 'phrased',
  claim: (chance) => {
    const claim = VARIED.claim(chance);
    if (!chance.happens(500)) return claim;
    const first = 3_000 + 50 * Math.floor(20 ** share(chance));
    const phrase = Array.from({ length: 5 }, (_, n) => wordOf(first + n)).join(' ');
    return chance.happens(500) ? `${phrase} ${claim}` : `${claim} ${phrase}`;
  },
};

/** An edit of a paraphrase: a word replaced, left out, added, or moved. */
export function edited(text: string, { syllables, between }: Script, chance: Chance): string {
  const words = between === '' ? [...text] : text.split(between);
  const at = chance.int(0, words.length - 1);
  const other = wordOf(Math.floor(4_000 ** share(chance)), syllables);
  const without = words.toSpliced(at, 1);
  switch (chance.int(1, 4)) {
    case 1:
      return words.with(at, other).join(between);
    case 2:
      return without.length > 3 ? without.join(between) : text;
    case 3:
      return words.toSpliced(at, 0, other).join(between);
    default:
      return without.toSpliced(chance.int(0, without.length), 0, words[at]!).join(between);
  }
}

/** Words a claim as somebody else would: with a word changed, left out, added or mistyped. */
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

export const SCRIPTS: readonly Script[] = [
  script('Latin', SYLLABLES),
  script('Arabic', 'من ال في كا تب لو مر سا دي حر بن عل نو قد شم يا فر جز طي هو'.split(' ')),
  script('Cyrillic', 'ра ко не ст во ли мо та де по ни ск ер ов за же бу ци ва шо'.split(' ')),
  script('Devanagari', 'का ने रा मि त्र सु दे व ली न ग प्र जा ष टी म हो श भा ये'.split(' ')),
  script('Chinese', [...'外交部宣布第二阶段谈判已经开始面包价格比去年上涨了水电港口'], ''),
];

function script(name: string, syllables: readonly string[], between = ' '): Script {
  const claim = (chance: Chance) =>
    Array.from({ length: chance.int(8, 24) }, () =>
      wordOf(Math.floor(4_000 ** share(chance)), syllables),
    ).join(between);
  return { name, syllables, between, claim };
}

/** The same every time; frequent words are short. */
function wordOf(rank: number, syllables: readonly string[] = SYLLABLES): string {
  let left = rank;
  let word = '';
  do {
    word += syllables[(left * 11 + word.length) % syllables.length]!;
    left = Math.floor(left / syllables.length);
  } while (left > 0);
  return word;
}

function share(chance: Chance): number {
  return chance.int(0, 999_999) / 1_000_000;
}
