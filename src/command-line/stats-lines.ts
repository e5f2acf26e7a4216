import { QUESTIONS } from '../../events/fields.js';
import type { OverviewAnswer } from '../activity/queries/overview.js';
import type { LedgerReview } from '../statistics/queries/ledger-review.js';
import { amount, onOneLine } from './output.js';

/** Null where the count is not told. */
type Pair = readonly [name: string, count: number | null];

/** The counts of a ledger, for people to read. */
export function overviewLines(overview: OverviewAnswer): string[] {
  const { claims, questions, sourceCount, citationCount, verdictCount, memberCount } = overview;
  const { topics } = claims;
  const remarks = [topics.more ? 'there are more' : '', topics.exact ? '' : 'of the newest claims'];
  return [
    ...section('Recorded', [
      ['claims', claims.total],
      ['sources', sourceCount],
      ['citations', citationCount],
      ['verdicts', verdictCount],
      ['members', memberCount],
    ]),
    '',
    ...section('Claims by status', Object.entries(claims.byStatus)),
    '',
    ...section(
      `Claims by flag${claims.flagsExact ? '' : ' (not all could be looked at)'}`,
      Object.entries(claims.byFlag),
    ),
    '',
    ...section(
      `Claims by topic${remark(remarks)}`,
      topics.values.map(({ value, count }) => [value, count]),
    ),
    ...QUESTIONS.flatMap((question) => [
      '',
      ...section(`On ${question}, by status`, Object.entries(questions[question].byStatus)),
      '',
      ...section(
        `On ${question}, standing findings by rating`,
        questions[question].byRating.map(({ rating, count }) => [rating, count]),
      ),
    ]),
  ];
}

function remark(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}

function section(title: string, pairs: readonly Pair[]): string[] {
  if (pairs.length === 0) return [`${title}: none`];
  const counts = pairs.map(([, count]) => String(count ?? '-'));
  const widest = Math.max(...counts.map((count) => count.length));
  return [
    title,
    ...pairs.map(([name], n) => `  ${counts[n]!.padStart(widest)}  ${onOneLine(name)}`),
  ];
}

/** How far all reviewers agree, for people to read. */
export function agreementLines(ledger: LedgerReview): string[] {
  return [
    ...QUESTIONS.flatMap((question) => {
      const { findings, medianSecondsToFinding, nominal, ordinal } = ledger[question];
      const median =
        medianSecondsToFinding === null
          ? ''
          : `, ${amount(medianSecondsToFinding, 'second')} each in the median`;
      return [
        `On ${question}: ${amount(findings, 'standing finding')}${median}`,
        `  alpha, nominal  ${alphaOf(nominal)}`,
        `  alpha, ordinal  ${ordinal === null ? '- (no rating of the scale has a value)' : alphaOf(ordinal)}`,
      ];
    }),
    ...(ledger.exact
      ? []
      : ['Not all questions were read: those rated in the most frequent ways.']),
  ];
}

const REASONS = {
  'no-pairs': 'no question has two ratings',
  'no-variation': 'all ratings are the same',
} as const;

function alphaOf({
  alpha,
  reason,
  questions,
  verdicts,
}: LedgerReview['veracity']['nominal']): string {
  if (alpha === null) return `- (${reason === null ? 'nothing to tell' : REASONS[reason]})`;
  return `${alpha.toFixed(3)} (${amount(questions, 'question')}, ${amount(verdicts, 'verdict')})`;
}
