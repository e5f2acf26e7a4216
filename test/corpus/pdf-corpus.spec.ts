import { readdirSync, readFileSync } from 'node:fs';

import { anchorQuote } from '../../src/citations/anchoring/anchor-quote.js';
import { pdfText } from '../../src/snapshots/pdf-text.js';

const FOLDER = new URL('./pdf/', import.meta.url);

interface Source {
  readonly script: string;
  readonly sentences: readonly string[];
}

const sources = JSON.parse(readFileSync(new URL('sentences.json', FOLDER), 'utf8')) as Readonly<
  Record<string, Source>
>;

interface Outcome {
  readonly producer: string;
  readonly script: string;
  readonly sentence: string;
  readonly fidelity: string;
  /** What the passage holds, where one was found. */
  readonly passage: string | undefined;
}

/** `name-producer.pdf` was made of `sources/name.*` by `make.sh`. */
async function outcomesOf(file: string): Promise<Outcome[]> {
  const [name, producer = ''] = file.replace('.pdf', '').split('-');
  const source = Object.entries(sources).find(([made]) => made.startsWith(`${name}.`));
  if (!source) throw new Error(`There are no sentences for ${file}.`);
  const found = await pdfText(readFileSync(new URL(file, FOLDER)), 1_000_000);
  if ('reason' in found) throw new Error(`${file}: ${found.reason}`);
  return source[1].sentences.map((sentence) => {
    const { fidelity, passage } = anchorQuote(found.text, { exact: sentence });
    return { producer, script: source[1].script, sentence, fidelity, passage: passage?.exact };
  });
}

/** Letters and digits alone: what is the same of a sentence however its lines are set. */
function lettersOf(text: string): string {
  return text
    .replace(/[\u00B2\u00B3\u00B9\u2070-\u2079]+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function sharesBy(key: 'producer' | 'script', outcomes: readonly Outcome[]): string[] {
  const names = [...new Set(outcomes.map((outcome) => outcome[key]))];
  return names.map((name) => {
    const group = outcomes.filter((outcome) => outcome[key] === name);
    return `${name} ${group.filter(isFound).length} of ${group.length}`;
  });
}

const isFound = ({ fidelity }: Outcome) => fidelity === 'exact' || fidelity === 'normalized';

describe('PDFs as programs make them', () => {
  let outcomes: readonly Outcome[];
  beforeAll(async () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.pdf'));
    outcomes = (await Promise.all(files.map(outcomesOf))).flat();
  }, 120_000);

  it('are found sentence by sentence, 95 of 100 at least, whoever made them', () => {
    const lost = outcomes.filter((outcome) => !isFound(outcome));
    process.stdout.write(
      [
        `Sentences of PDFs that are found: ${outcomes.length - lost.length} of ${outcomes.length}`,
        `by producer: ${sharesBy('producer', outcomes).join(', ')}`,
        `by script: ${sharesBy('script', outcomes).join(', ')}`,
        ...lost.map(({ producer, fidelity, sentence }) => `${producer}, ${fidelity}: ${sentence}`),
        '',
      ].join('\n'),
    );
    expect(outcomes.length).toBeGreaterThan(200);
    expect(lost.length / outcomes.length).toBeLessThanOrEqual(0.05);
  });

  it('are found where they stand', () => {
    const elsewhere = outcomes
      .filter(isFound)
      .filter(({ sentence, passage }) => lettersOf(passage ?? '') !== lettersOf(sentence));
    expect(elsewhere).toEqual([]);
  });
});
