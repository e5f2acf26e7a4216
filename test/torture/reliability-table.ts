import { FAULT_KINDS, type Counts } from './trial.js';
import type { TrialName, TrialNumbers } from './trials.js';

/** What one trial came to with its views in one engine. */
export interface TrialResult extends Counts {
  readonly name: TrialName;
  readonly views: string;
  readonly seconds: number;
}

export interface Torture extends TrialNumbers {
  readonly seed: number;
  readonly results: readonly TrialResult[];
}

export const DOCUMENT = 'docs/reliability.md';

/** `npm run torture -- --write` writes it, whole. */
export function reliabilityDocument(torture: Torture): string {
  return `${HEAD}
\`${commandOf(torture)}\` wrote this:

${tableOf(torture.results)}
${NOTES}`;
}

function commandOf({ seed, kills, requests, settings, damages }: Torture): string {
  const numbers = Object.entries({ seed, kills, requests, settings, damages });
  const options = numbers.flatMap(([name, count]) =>
    count === undefined ? [] : [`--${name} ${count}`],
  );
  return ['npm run torture --', ...options, '--write'].join(' ');
}

/** The table alone, in Markdown. */
export function tableOf(results: readonly TrialResult[]): string {
  return [COLUMNS, COLUMNS.map(() => '---'), ...results.map(rowOf)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

const COLUMNS = [
  'trial',
  'views',
  'what was done',
  '5xx but a documented 503, no answer',
  'lost',
  'doubled',
  'wrong',
  'peak memory',
  'time',
];

function rowOf({ name, views, done, faults, peakMiB, seconds }: TrialResult): string[] {
  const what = Object.entries(done).map(([about, count]) => `${about}: ${told(count)}`);
  const kinds = FAULT_KINDS.map((kind) => faults.filter((fault) => fault.kind === kind).length);
  const memory = peakMiB === null ? 'not told here' : `${told(peakMiB)} MiB`;
  return [name, views, what.join(', '), ...kinds.map(told), memory, `${told(seconds)} s`];
}

function told(count: number): string {
  return count.toLocaleString('en');
}

const HEAD = `# What it holds against

\`npm run torture\` starts servers as processes of their own, does to them what the table says, and holds what they answered against what they kept: minutes, the same for the same seed but for the ids and the timing. \`npm run torture -- --help\` tells its options. It ends with 1 where anything was found, with what brings it about again. Specs run short forms of all trials (\`test/torture/\`, \`test/crash/kill.spec.ts\`).
`;

const NOTES = `
- **kills**: members register sources, capture, record, cite and judge through ten clients; the server is ended by SIGKILL at any moment, in every fourth life while its views are built from nothing. Whoever is told that the server is busy waits as long as it says. *Lost* is a write that was acknowledged and is not where its answer said; *doubled*, one that is there twice, or a quote that was looked for twice; *wrong*, another answer to a retry, part of a command, an unfinished snapshot, views that are not what the log gives.
- **fuzzing**: requests of every route of the OpenAPI document, of bodies that would be carried out with something changed, of hardly JSON, hardly HTTP, odd paths, headers and captures, as every role and as nobody; some are sent twice with their key. What is hardly HTTP may be closed unanswered, and is counted. *Wrong* is a refusal that is no problem document, a line of the log that nobody foresaw, a process that does not answer \`/health/live\` within ten seconds.
- **roles**: every route by every kind of key, where reads are public and where not; and by whoever may not, with bodies that would be carried out.
- **clock**: set back and ahead, up to the year 9990, while members write. *Wrong* is an instant of the log that lies before the one before it, or a moment that shows something else by its instant than by its position.
- **damage**: one file of a ledger is taken away, cut, emptied, zeroed, flipped, filled with noise, another ledger's, a folder, unreadable or of another version. The server must refuse in a line that names the file, and leave it as it is (but for views, into which SQLite moves what their WAL holds); or say that it is not ready; or refuse with a 503 what is damaged (*told in answers*); or serve all. Each event in SQLite has a checksum. Views have none: where a flipped bit makes a whole \`views.db\` with other words in it, the server shows them, and \`fact-ledger replay --compare\` must tell where views and log differ (*altered views*).
- No server may take more than 1,024 MiB, in a short form as in a long one (\`VmHWM\`).
`;
