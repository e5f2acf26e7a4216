import { anchorQuote } from '../src/citations/anchoring/anchor-quote.js';
import { nearDuplicates } from './likeness.js';
import { measureThreads } from './in-threads.js';
import { measureManyCitations } from './many-citations.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const CHARACTERS = 1_000_000;
const ROUNDS = 9;
const WARM_UP = 3;

/** The end of the text, for what costs the product of both lengths. */
const SAMPLE = 20_000;

const STEMS = [
  'harbour',
  'vessel',
  'minister',
  'waited',
  'because',
  'of',
  'the',
  'a',
  'said',
  'in',
];

export const anchoring: Bench = {
  name: 'anchoring',
  about: 'a quote of 500 characters looked for in a text of a million, and a claim among 100,000',
  run: async (report) => {
    measure(report);
    await measureThreads(report, prose());
    return inScratchFolder((folder) => nearDuplicates(report, folder));
  },
};

/** Each fidelity in turn, beside a plain way to the same answer in the same round. */
function measure(report: Report): void {
  const text = prose();
  const at = text.indexOf(' ', CHARACTERS * 0.9) + 1;
  const exact = text.slice(at, at + 500);
  const words = text.slice(at, at + 900).split(' ');
  const parts = [words.slice(0, 40).join(' '), words.slice(70, 110).join(' ')];
  const alteredParts = parts.map((part) => part.replaceAll('minister', 'secretary'));
  const altered = exact.replaceAll('minister', 'secretary');
  const absent = 'Nobody knew who built that lovely cottage up north. '.repeat(10).slice(0, 500);
  const absentParts = [parts[0]!, absent.slice(0, 250)];
  const sample = text.slice(-SAMPLE);
  const cases: readonly Case[] = [
    {
      fidelity: 'exact',
      quote: exact,
      way: 'indexOf',
      text,
      plainly: (fresh) => fresh.indexOf(exact),
    },
    {
      fidelity: 'normalized',
      quote: exact.replaceAll(' ', '  '),
      way: 'NFKC, spaces, indexOf',
      text,
      plainly: (fresh) => fresh.normalize('NFKC').replaceAll(/\s+/gu, ' ').indexOf(exact),
    },
    {
      fidelity: 'elided',
      quote: parts.join(' … '),
      way: 'a regular expression',
      text,
      plainly: (fresh) => fresh.search(new RegExp(parts.join('[^]{0,2000}?'), 'u')),
    },
    {
      fidelity: 'altered',
      quote: altered,
      way: 'Sellers',
      text: sample,
      plainly: sellers(altered),
    },
    { fidelity: 'absent', quote: absent, way: 'Sellers', text: sample, plainly: sellers(absent) },
    {
      name: 'altered in parts',
      fidelity: 'altered',
      quote: alteredParts.join(' … '),
      way: 'Sellers for each part',
      text: sample,
      plainly: (fresh) => Math.max(...alteredParts.map((part) => sellers(part)(fresh))),
    },
    {
      name: 'absent in parts',
      fidelity: 'absent',
      quote: absentParts.join(' … '),
      way: 'Sellers for each part',
      text: sample,
      plainly: (fresh) => Math.max(...absentParts.map((part) => sellers(part)(fresh))),
    },
  ];
  report.count('rounds', ROUNDS);
  report.count('characters', text.length);
  report.count('characters for Sellers', sample.length);
  for (const one of cases) compare(report, text, one);
  measureManyCitations(report, text);
}

interface Case {
  /** Where the fidelity alone does not tell. */
  readonly name?: string;
  readonly fidelity: string;
  readonly quote: string;
  /** The plain way to hold it against, and its text. */
  readonly way: string;
  readonly text: string;
  /** Below zero where nothing is found. */
  readonly plainly: (fresh: string) => number;
}

function compare(report: Report, text: string, { fidelity, quote, way, plainly, ...other }: Case) {
  const { name = fidelity } = other;
  const [ms, rates, plain]: [number[], number[], number[]] = [[], [], []];
  // The first rounds warm up and do not count.
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const own = copyOf(text);
    const begun = performance.now();
    const found = anchorQuote(own, { exact: quote }).fidelity;
    const took = performance.now() - begun;
    if (found !== fidelity) throw new Error(`expected ${fidelity}, found ${found}`);
    const fresh = copyOf(other.text);
    const searched = performance.now();
    const place = plainly(fresh);
    const plainlyTook = performance.now() - searched;
    if (place < 0) throw new Error(`${way} did not find what is ${fidelity}`);
    if (round < 0) continue;
    ms.push(took);
    rates.push((text.length * 1000) / took);
    plain.push((fresh.length * 1000) / plainlyTook);
  }
  report.figure({ name, unit: 'characters/s', rounds: rates });
  report.figure({ name: `${name}, ${way}`, unit: 'characters/s', rounds: plain });
  report.ratio({ name: `${name} in ms`, rounds: ms, aim: { atMost: 50 } });
}

/** A string that no search has seen, so that the engine can have kept nothing about it. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

/** The least edit distance of the quote anywhere in the text, by the whole table (Sellers 1980). */
function sellers(quote: string): (text: string) => number {
  return (text) => {
    const column = Int32Array.from({ length: quote.length + 1 }, (_, n) => n);
    let least = quote.length;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      let diagonal = 0;
      for (let n = 1; n <= quote.length; n += 1) {
        const replaced = diagonal + (quote.charCodeAt(n - 1) === unit ? 0 : 1);
        diagonal = column[n]!;
        column[n] = Math.min(replaced, diagonal + 1, column[n - 1]! + 1);
      }
      least = Math.min(least, column[quote.length]!);
    }
    return least;
  };
}

/** Sentences of common and of rare words, the same every time. */
function prose(): string {
  let state = 1;
  let text = '';
  while (text.length < CHARACTERS) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const draw = state >>> 8;
    const rare = draw % 3 === 0;
    text += rare ? `${(draw % 50_000).toString(36)} ` : `${STEMS[(draw >>> 4) % STEMS.length]!} `;
  }
  return text.slice(0, CHARACTERS);
}
