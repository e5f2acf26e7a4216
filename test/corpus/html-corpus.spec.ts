import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { anchorQuote } from '../../src/citations/anchoring/anchor-quote.js';
import { htmlText } from '../../src/snapshots/html-text.js';
import { Chromium, chromiumPath } from '../support/chromium.js';

const FOLDER = join(import.meta.dirname, 'html');
const PAGES = readdirSync(FOLDER).filter((name) => name.endsWith('.html'));
const SENTENCES = JSON.parse(readFileSync(join(FOLDER, 'sentences.json'), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

function textOf(page: string): string {
  const found = htmlText(readFileSync(join(FOLDER, page)), undefined);
  if ('reason' in found) throw new Error(`${page}: ${found.reason}`);
  return found.text;
}

/** Blank as a browser's text differs in blanks; raised and lowered digits as they are in the source. */
function compared(text: string): string {
  return text.normalize('NFKC').replaceAll('\u2212', '-').replace(/\s+/g, '');
}

describe('pages as they are made', () => {
  it('has a list of sentences for each page', () => {
    expect(PAGES.length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(SENTENCES).sort()).toEqual([...PAGES].sort());
  });

  it.each(PAGES)('finds what a reader cites of %s, and nothing that is hidden', (page) => {
    const text = textOf(page);
    const told = SENTENCES[page]!.map((exact) => [exact, anchorQuote(text, { exact }).fidelity]);
    expect(told.filter(([, fidelity]) => !/^(?:exact|normalized)$/.test(fidelity!))).toEqual([]);
    expect(text).not.toMatch(/never (?:shown|seen)|nie gezeigt/i);
  });
});

const path = chromiumPath();
const inChromium = path === undefined ? describe.skip : describe;
const skipped = path === undefined ? ' (skipped: no Chromium; CHROMIUM_PATH names one)' : '';

/** What Chromium shows, ruby's readings left out, and the lists of options. */
const SHOWN = `(() => {
  const style = document.createElement('style');
  style.textContent = 'rt, rp, select, textarea { display: none !important }';
  document.head.append(style);
  return document.body.innerText;
})()`;

inChromium(`what Chromium shows${skipped}`, () => {
  let chromium: Chromium;
  let blocks = 0;
  let found = 0;

  beforeAll(() => {
    chromium = new Chromium(path!);
  });

  afterAll(async () => {
    await chromium.close();
    process.stdout.write(
      `HTML corpus: ${found} of ${blocks} lines that Chromium shows on ${PAGES.length} pages are found, in order.\n`,
    );
  });

  it.each(PAGES)('is found in order in the text of %s', async (page) => {
    const shown = await chromium.evaluated(pathToFileURL(join(FOLDER, page)).href, SHOWN);
    const text = compared(textOf(page));
    const missing: string[] = [];
    let from = 0;
    const lines = String(shown)
      .split('\n')
      .map((line) => line.trim());
    for (const line of lines.filter((each) => each !== '')) {
      const wanted = compared(line);
      const at = text.indexOf(wanted, from);
      blocks += 1;
      if (at < 0) missing.push(line);
      else {
        found += 1;
        from = at + wanted.length;
      }
    }
    expect(missing).toEqual([]);
  });
});
