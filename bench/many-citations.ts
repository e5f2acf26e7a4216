import { anchorQuote } from '../src/citations/anchoring/anchor-quote.js';
import { SnapshotText } from '../src/citations/anchoring/texts/snapshot-text.js';
import type { Report } from './report.js';

const CITATIONS = 1000;
/** How many citations have the text prepared each time anew, which takes long. */
const ANEW = 50;
const ROUNDS = 3;
const LETTERS = 200;

/**
 * The citations of one page anchored again, with the text prepared once; against the text prepared for
 * each citation.
 *
 * @param text of at least a thousand times as many characters as a quote has
 */
export function measureManyCitations(report: Report, text: string): void {
  const [once, anew]: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round += 1) {
    const quotes = quotesOf(text, round + 1);
    const onceTook = took(() => {
      const snapshot = new SnapshotText(copyOf(text));
      for (const exact of quotes) anchored(snapshot, exact);
    });
    const anewTook = took(() => {
      for (const exact of quotes.slice(0, ANEW)) anchored(new SnapshotText(copyOf(text)), exact);
    });
    if (round < 0) continue;
    once.push((CITATIONS * 1000) / onceTook);
    anew.push((ANEW * 1000) / anewTook);
  }
  report.figure({ name: 'citations, text prepared once', unit: 'citations/s', rounds: once });
  report.figure({ name: 'citations, text prepared for each', unit: 'citations/s', rounds: anew });
  const ratios = once.map((rate, index) => rate / anew[index]!);
  report.ratio({ name: 'citations of one page', rounds: ratios, aim: { atLeast: 10 } });
}

function anchored(snapshot: SnapshotText, exact: string): void {
  const { anchor } = anchorQuote(snapshot, { exact });
  if (anchor !== 'anchored') throw new Error(`expected one place, found ${anchor}`);
}

/** Whole words from all over the text, half of them as they are and half with other spaces. */
function quotesOf(text: string, seed: number): string[] {
  const step = Math.floor((text.length - 2 * LETTERS) / CITATIONS);
  return Array.from({ length: CITATIONS }, (_, n) => {
    const from = text.indexOf(' ', n * step + seed * 7) + 1;
    const quote = text.slice(from, text.lastIndexOf(' ', from + LETTERS));
    return n % 2 === 0 ? quote : quote.replaceAll(' ', '  ');
  });
}

function took(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

/** A string that no search has seen. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
