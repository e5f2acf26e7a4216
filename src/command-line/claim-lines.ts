import type { Static } from 'typebox';

import { QUESTIONS, type Claimant } from '../../events/fields.js';
import type { CitationAnswer } from '../citations/citations.js';
import type { ClaimDetail } from '../claims/queries/get-claim.js';
import type { PassageAnswer } from '../sources/queries/shown-passage.js';
import type { SourceAnswer } from '../sources/sources.js';
import { amount, onOneLine } from './output.js';

export type PassageInPlace = Static<typeof PassageAnswer>;

/** A claim for a reviewer to read, and how its questions stand. */
export function claimLines(claim: ClaimDetail): string[] {
  const { id, text, kind, claimant, statedAt, topics, resolves, status, flags } = claim;
  return [
    `Claim ${id}, ${[status, ...flags].join(', ')}`,
    '',
    `  "${text}"`,
    '',
    `  ${kind}, of ${claimantName(claimant)}${statedAt === null ? '' : `, ${statedAt}`}`,
    ...(topics.length === 0 ? [] : [`  topics: ${topics.join(', ')}`]),
    ...(resolves ? [`  resolves by ${resolves.by}: ${resolves.criterion}`] : []),
    ...QUESTIONS.map((question) => {
      const { status: state, verdictCount, needed, finding } = claim.questions[question];
      const more = needed === null ? 'takes no verdicts' : `${needed} more needed`;
      const found = finding ? ` (${finding.rating})` : '';
      return `  ${question}: ${state}${found}, ${amount(verdictCount, 'verdict')}, ${more}`;
    }),
    '',
  ].map(onOneLine);
}

/** A citation under its number, with what is cited and how faithfully. */
export function citationLines(
  number: number,
  citation: CitationAnswer,
  source: SourceAnswer | undefined,
): string[] {
  const { id, stance, quote, fidelity, flags } = citation;
  const publisher = source?.publisher ? ` (${source.publisher.name})` : '';
  const marks = [...(fidelity === null ? [] : [fidelity]), ...flags];
  return [
    `  ${number}. ${stance}: ${source?.title ?? citation.sourceId}${publisher}`,
    `     citation ${id}${marks.length === 0 ? '' : `, ${marks.join(', ')}`}`,
    ...(quote ? [`     quoted: "${quote.exact}"`] : []),
  ].map(onOneLine);
}

const CUT = ' […] ';

/** A passage with what is around it: the quoted words in [[ ]], and what the quote leaves out in {{ }}. */
export function passageLines({ segments, characters }: PassageInPlace): string[] {
  let end = 0;
  let shown = '';
  for (const { kind, start, text } of segments) {
    if (start > end) shown += CUT;
    shown += kind === 'text' ? text : kind === 'quoted' ? `[[${text}]]` : `{{${text}}}`;
    end = start + [...text].length;
  }
  if (end < characters) shown += CUT;
  return shown
    .split(/\r?\n/)
    .map((line) => onOneLine(line).trim())
    .filter((line) => line !== '')
    .map((line) => `     | ${line}`);
}

function claimantName(claimant: Claimant): string {
  if (claimant.kind === 'anonymous') return claimant.description;
  return claimant.agent?.name ?? 'the source itself';
}
