import { anchorQuote } from '../src/citations/anchoring/anchor-quote.js';
import { SnapshotText } from '../src/citations/anchoring/texts/snapshot-text.js';
import { QuoteAnchoring, type TakenText } from '../src/citations/quote-anchoring.js';
import { languageDetector } from '../src/text/language-detector.js';
import type { Report } from './report.js';

const LENGTHS = [2_000, 64_000];
const ROUNDS = 9;
const WARM_UP = 3;

/**
 * What a quote costs the event loop, looked for in place and in a thread; the text is prepared in both.
 *
 * @param text of more characters than the longest of the texts
 */
export async function measureThreads(report: Report, text: string): Promise<void> {
  const texts = new Map(LENGTHS.map((length) => [String(length), text.slice(0, length)]));
  const quotes = new QuoteAnchoring({
    textOf: async (taken) => ('sha256' in taken ? texts.get(taken.sha256) : undefined),
  });
  const detect = await languageDetector();
  try {
    for (const [sha256, words] of texts) {
      const taken: TakenText = {
        extractor: { name: 'plain-text', version: '1' },
        characters: words.length,
        sha256,
      };
      const prepared = new SnapshotText(words);
      const quote = { exact: words.slice(-300, -50).replaceAll('minister', 'secretary') };
      const [place, thread]: [number[], number[]] = [[], []];
      for (let round = -WARM_UP; round < ROUNDS; round += 1) {
        const begun = performance.now();
        anchorQuote(prepared, quote, { detect });
        const found = performance.now();
        await quotes.anchor(taken, quote, undefined);
        const answered = performance.now();
        if (round < 0) continue;
        place.push(1000 / (found - begun));
        thread.push(1000 / (answered - found));
      }
      report.figure({
        name: `quotes in ${sha256} characters, in place`,
        unit: '/s',
        rounds: place,
      });
      report.figure({
        name: `quotes in ${sha256} characters, in a thread`,
        unit: '/s',
        rounds: thread,
      });
    }
  } finally {
    await quotes.close();
  }
}
