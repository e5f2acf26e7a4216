import { anchorQuote } from '../src/citations/anchoring/anchor-quote.js';
import type { Bench, Report } from './report.js';

const CHARACTERS = 1_000_000;
const ROUNDS = 9;

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
  about: 'a quote of 500 characters looked for in a text of a million',
  run: (report) => {
    measure(report);
    return Promise.resolve();
  },
};

/** Each fidelity in turn, beside `String.indexOf` of the same quote in the same round. */
function measure(report: Report): void {
  const text = prose();
  const at = text.indexOf(' ', CHARACTERS * 0.9) + 1;
  const exact = text.slice(at, at + 500);
  const words = text.slice(at, at + 900).split(' ');
  const quotes = {
    exact,
    normalized: exact.replaceAll(' ', '  '),
    elided: `${words.slice(0, 40).join(' ')} … ${words.slice(70, 110).join(' ')}`,
    altered: exact.replaceAll('minister', 'secretary'),
    absent: 'Nobody knew who built that lovely cottage up north. '.repeat(10).slice(0, 500),
  };
  report.count('rounds', ROUNDS);
  report.count('characters', text.length);
  for (const [fidelity, quote] of Object.entries(quotes)) {
    const [ms, rates, plain]: [number[], number[], number[]] = [[], [], []];
    // The first round warms up and does not count.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const begun = performance.now();
      const found = anchorQuote(text, { exact: quote }).fidelity;
      const took = performance.now() - begun;
      if (found !== fidelity) throw new Error(`expected ${fidelity}, found ${found}`);
      const searched = performance.now();
      text.indexOf(quote);
      const plainly = performance.now() - searched;
      if (round === 0) continue;
      ms.push(took);
      rates.push((text.length * 1000) / took);
      plain.push((text.length * 1000) / plainly);
    }
    report.figure({ name: `${fidelity}`, unit: 'characters/s', rounds: rates });
    report.figure({ name: `${fidelity}, String.indexOf`, unit: 'characters/s', rounds: plain });
    report.ratio({ name: `${fidelity} in ms`, rounds: ms, aim: { atMost: 50 } });
  }
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
