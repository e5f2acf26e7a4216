import { QUESTIONS, type Question } from '../../events/fields.js';
import type { PolicyOverride, Rating } from '../../events/policy/policy-events.js';
import type { PolicyAnswer } from '../policy/queries/policies.js';
import { amount, onOneLine } from './output.js';
import { nameOf } from './person-name.js';

const TITLES = { attribution: 'Attribution', veracity: 'Veracity' } as const satisfies Record<
  Question,
  string
>;

/** What a policy says, for people to read. */
export function policyLines(policy: PolicyAnswer): string[] {
  const { expiresAfterDays, overrides, suspendedVerdicts, publishing } = policy;
  const { roles, byCarriers } = publishing;
  const carriers = byCarriers ? '' : '; nobody a finding that a verdict of their own carries';
  return [
    `Policy ${policy.version}, adopted ${policy.recordedAt} by ${onOneLine(nameOf(policy.recordedBy))}`,
    '',
    `Quorum        ${quorumOf(policy.quorum, policy.distinctOrganizations)}`,
    `Expiry        ${expiresAfterDays === null ? 'none, where a verdict names no date' : `${amount(expiresAfterDays, 'day')} after a verdict that names no date`}`,
    `Suspension    verdicts of a suspended member ${suspendedVerdicts === 'stand' ? 'stand' : 'are withdrawn'}`,
    `Publishing    ${roles.join(', ')}${carriers}`,
    ...QUESTIONS.flatMap((question) => [
      '',
      TITLES[question],
      ...scaleLines(policy.scales[question]),
    ]),
    '',
    `Overrides${overrides.length === 0 ? ': none' : ', of which a later one wins'}`,
    ...overrides.flatMap(overrideLines),
  ];
}

/** The steps of a scale with their numbers, labels and definitions. */
export function scaleLines(scale: readonly Rating[], names: readonly string[] = []): string[] {
  const widest = (cells: readonly string[]) => Math.max(...cells.map((cell) => cell.length));
  const rows = scale.map(({ rating, label, definition, value, final }, n) => ({
    name: names[n] === undefined ? rating : `${names[n]} ${rating}`,
    value: value === undefined ? '-' : String(value),
    text: onOneLine(`${label}: ${definition}${final ? '' : ' (not final)'}`),
  }));
  const name = widest(rows.map((row) => row.name));
  const value = widest(rows.map((row) => row.value));
  return rows.map((row) => `  ${row.name.padEnd(name)}  ${row.value.padStart(value)}  ${row.text}`);
}

function overrideLines(override: PolicyOverride): string[] {
  const { question, topic, quorum, distinctOrganizations, expiresAfterDays, scale } = override;
  const where = [
    question ?? 'both questions',
    ...(topic === undefined ? [] : [`topic "${onOneLine(topic)}"`]),
  ].join(', ');
  const what = [
    ...(quorum === undefined ? [] : [`quorum ${quorum}`]),
    ...(distinctOrganizations === undefined
      ? []
      : [distinctOrganizations ? 'organizations are counted' : 'reviewers are counted']),
    ...(expiresAfterDays === undefined ? [] : [`expiry ${amount(expiresAfterDays, 'day')}`]),
    ...(scale === undefined ? [] : ['a scale of its own']),
  ].join(', ');
  return [`  ${where}: ${what}`, ...(scale ? scaleLines(scale).map((line) => `  ${line}`) : [])];
}

function quorumOf(quorum: number, distinctOrganizations: boolean): string {
  return amount(quorum, distinctOrganizations ? 'organization' : 'reviewer');
}
