import type { DocumentCase, Outcome } from './document-cases.js';
import { outcomeOf, read } from './outcomes.js';

/** `docs/documents.md`, whole. */
export async function documentsDocument(cases: readonly DocumentCase[]): Promise<string> {
  const rows: string[] = [];
  for (const one of cases) {
    const document = await read(one);
    for (const { quote } of one.quotes) {
      const cells = [one.kind, one.situation, quote, told(await outcomeOf(document, quote))];
      rows.push(`| ${cells.map(cell).join(' | ')} |`);
    }
  }
  return `${HEAD}\n${rows.join('\n')}\n`;
}

const HEAD = `# What is told of quotes in documents as desks meet them

What the ledger says of the quotes in \`test/documents-table/cases/\`, in texts, pages and files in our own words: situations that people reported of other tools, and more of their kinds. \`npm run documents\` writes this file; a test holds it, and what is right in each case, against the code.

A passage is in quotation marks, changes are told as "the passage's words → the quote's (kind)".

| kind | situation | quote | what is told |
|---|---|---|---|`;

function told(outcome: Required<Outcome>): string {
  const { fidelity, anchor, passage, changes, omitted, marks, negation, before, after } = outcome;
  return [
    anchor === 'anchored' ? fidelity : `${fidelity}, ${anchor}`,
    ...(passage === '' ? [] : [`“${passage}”`]),
    ...changes.map(([from, to, kind]) => `${from || '∅'} → ${to || '∅'} (${kind})`),
    ...omitted.map(([words, negates]) => `left out: ${words}${negationOf(negates)}`),
    ...marks,
    ...(negation === true ? [`within: ${before} [ ] ${after}${negationOf(true)}`] : []),
    ...(outcome.within === 'page' ? ['outside the article'] : []),
  ].join('; ');
}

function negationOf(negates: boolean | null): string {
  if (negates === null) return ' (negation not known)';
  return negates ? ' (negation)' : '';
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('\r', '␍')
    .replaceAll('\n', '␊')
    .replaceAll('\u00AD', '⟨soft hyphen⟩')
    .replaceAll('\u00A0', '⟨no-break space⟩')
    .replaceAll('\u202F', '⟨narrow no-break space⟩');
}
