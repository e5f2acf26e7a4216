import { readFileSync } from 'node:fs';

import type { Anchoring } from '../../events/citation/citation-events.js';
import { anchorQuote } from '../../src/citations/anchoring/anchor-quote.js';

/** A quote, the text to look for it in, and by hand what must come of it. */
export interface FidelityCase {
  readonly language: string;
  readonly about: string;
  readonly text: string;
  readonly quote: string;
  readonly expected: FidelityResult;
}

/** A result in few words: omitted as [text, negation], changes as [from, to, kind], the passage as [start, end]. */
export interface FidelityResult {
  readonly fidelity: string;
  readonly anchor: string;
  readonly passage?: readonly [number, number];
  readonly omitted?: readonly (readonly [string, boolean | null])[];
  readonly changes?: readonly (readonly [string, string, string])[];
  readonly insertions?: readonly string[];
}

export function fidelityCases(): FidelityCase[] {
  const file = readFileSync('test/fidelity/cases.json', 'utf8');
  return JSON.parse(file) as FidelityCase[];
}

export function resultOf({ text, quote, language }: FidelityCase): FidelityResult {
  const { fidelity, anchor, passage, omitted, difference, insertions } = anchorQuote(
    text,
    { exact: quote },
    { declared: language },
  );
  return {
    fidelity,
    anchor,
    ...(passage && { passage: [passage.start, passage.end] }),
    ...(omitted && { omitted: omitted.map((gap) => [gap.text, gap.negation] as const) }),
    ...(difference && {
      changes: difference.changes.map(({ from, to, kind }) => [from, to, kind] as const),
    }),
    ...(insertions && { insertions }),
  };
}

/** `docs/fidelity.md`, whole. */
export function fidelityDocument(): string {
  const rows = fidelityCases().map((one) => {
    const { fidelity, anchor } = resultOf(one);
    const cells = [one.language, one.about, one.text, one.quote, fidelity, anchor, told(one)];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return `${HEAD}\n${rows.join('\n')}\n`;
}

const HEAD = `# How faithful a quote is

What \`anchorQuote\` (\`src/citations/anchoring/\`) says of the quotes in \`test/fidelity/cases.json\`, all in our own words. \`npm run fidelity\` writes this file; a test holds it, and what each case is expected to give, against the code.

Changes are told as "the passage's words → the quote's (kind)".

| language | case | text | quote | fidelity | anchor | what else is told |
|---|---|---|---|---|---|---|`;

function told(one: FidelityCase): string {
  const { omitted = [], changes = [], insertions = [] } = resultOf(one);
  const { nearestScore, places } = anchorQuote(one.text, { exact: one.quote }) satisfies Anchoring;
  return [
    ...omitted.map(
      ([text, negation]) =>
        `left out: ${text}${negation ? ' (negation)' : negation === null ? ' (negation not known)' : ''}`,
    ),
    ...changes.map(([from, to, kind]) => `${from || '∅'} → ${to || '∅'} (${kind})`),
    ...insertions.map((words) => `inserted: ${words}`),
    ...(places ? [`${places.length} places`] : []),
    ...(nearestScore === undefined ? [] : [`nearest: ${nearestScore}`]),
  ].join('; ');
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('\r', '␍')
    .replaceAll('\n', '␊')
    .replaceAll('\u00AD', '⟨soft hyphen⟩');
}
