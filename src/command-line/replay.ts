import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import type { ClaimAnswer } from '../claims/queries/claim-answer.js';
import { canonicalJson } from '../deciding/canonical-json.js';
import type { EventFeed } from '../following/event-feed.js';
import type { Settings } from '../settings/settings.js';
import { claimStates } from './claim-states.js';
import { compareViews, type Compared } from './comparison.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed } from './exit-codes.js';
import { feedFromExport } from './export-reader.js';
import { foldAgain, scratchViews } from './folding.js';
import { interruptible } from './interruption.js';
import { LiveViews } from './live-views.js';
import { logEndFrom, logUntil, type LogEnd } from './log-end.js';
import { amount, printColumns, printJson, printLine } from './output.js';

export interface ReplayCommand {
  /** A position, or an ISO 8601 instant, day, month or year. */
  readonly asOf?: string;
  readonly claim?: string;
  /** An export to read instead of the data folder. */
  readonly from?: string;
  readonly compare: boolean;
  readonly json: boolean;
}

interface Log extends EventFeed {
  close(): Promise<void>;
}

interface Summary {
  readonly events: number;
  readonly claims: number;
  /** The moment that was asked for. */
  readonly asOf: string | null;
  /** What expiry and due dates were held against; null where the log is empty. */
  readonly instant: string | null;
  /** SHA-256 of the claims' states in canonical JSON, newest first, a line each. */
  readonly digest: string;
  readonly compared?: Compared & LogEnd;
}

/**
 * Folds the log from its start into views of its own, without the live ones, and prints the claims as
 * they then stand. What is printed follows from the log and the command alone: expiry and due dates are
 * held against the instant that was asked for, or else the latest in the log, not against the clock.
 *
 * @throws CommandFailed where `compare` finds a difference, naming the first; UnfitViewsError where the
 *   live views are of another log.
 */
export async function replay(settings: Settings, command: ReplayCommand): Promise<void> {
  const asked = command.asOf === undefined ? {} : logEndFrom('--as-of', command.asOf);
  const opened: { close(): Promise<void> }[] = [];
  const keep = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    opened.push(part);
    return part;
  };
  await interruptible(async (signal) => {
    try {
      const log = keep(await openLog(settings, command));
      const live = command.compare ? keep(await LiveViews.open(settings)) : undefined;
      // The positions of an export may be those of another store.
      if (command.from === undefined) await live?.mustFit(log);
      const views = keep(await scratchViews());
      const end = live ? await endShown(log, live, asked, command) : asked;
      const { events, latest } = await foldAgain(logUntil(log, end), views, signal);
      const compared = live && (await compare(views.db, live, end, command, signal));
      const instant = end.instant ?? latest ?? null;
      const printed = await printClaims(views.db, instant, command, signal);
      const summary = { events, ...printed, asOf: command.asOf ?? null, instant };
      await printSummary(compared ? { ...summary, compared } : summary, command);
    } finally {
      for (const part of opened.reverse()) await part.close();
    }
  });
}

async function openLog(settings: Settings, { from }: ReplayCommand): Promise<Log> {
  if (from === undefined) return openLogForReading(settings);
  return { ...(await feedFromExport(from)), close: async () => {} };
}

/** The live views show no more than their position; an export may end before it. */
async function endShown(
  log: Log,
  live: LiveViews,
  asked: LogEnd,
  { from }: ReplayCommand,
): Promise<LogEnd> {
  const ends = [live.position, asked.position, from === undefined ? undefined : await log.head()];
  const positions = ends.filter((position) => position !== undefined).sort();
  return { ...asked, position: positions[0]! };
}

async function compare(
  replayed: Kysely<ViewTables>,
  live: LiveViews,
  end: LogEnd,
  { asOf, claim }: ReplayCommand,
  signal: AbortSignal,
): Promise<Compared & LogEnd> {
  const toTheEnd = asOf === undefined && end.position === live.position;
  const endsThere = (view: string) => toTheEnd && !live.isAhead(view);
  const parts = { replayed, live: live.db, end, endsThere, claim, signal };
  return { ...(await compareViews(parts)), ...end };
}

async function printClaims(
  views: Kysely<ViewTables>,
  instant: string | null,
  { claim, json }: ReplayCommand,
  signal: AbortSignal,
): Promise<Pick<Summary, 'claims' | 'digest'>> {
  const digest = createHash('sha256');
  let claims = 0;
  for await (const state of claimStates(views, instant ?? new Date().toISOString(), claim)) {
    signal.throwIfAborted();
    digest.update(`${canonicalJson(state)}\n`);
    claims += 1;
    await (json ? printJson(state) : printColumns(columnsOf(state)));
  }
  if (claim !== undefined && claims === 0) throw new CommandFailed(`there is no claim ${claim}`);
  return { claims, digest: digest.digest('hex') };
}

function columnsOf({ id, status, flags, questions, text }: ClaimAnswer): string[] {
  const ratings = Object.entries(questions).flatMap(([question, { finding }]) =>
    finding ? [`${question}=${finding.rating}`] : [],
  );
  return [id, status, [...ratings, ...flags].join(' ') || '-', text];
}

async function printSummary(summary: Summary, { json }: ReplayCommand): Promise<void> {
  const { events, claims, digest, compared } = summary;
  if (json) return printJson(summary);
  await printLine(`${amount(events, 'event')}, ${amount(claims, 'claim')}, digest ${digest}`);
  if (!compared) return;
  const { views, rows, position, passedOver } = compared;
  await printLine(
    `The live views say the same: ${amount(rows, 'row')} of ${amount(views, 'view')}, up to ${position}.`,
  );
  if (passedOver.length === 0) return;
  await printLine(
    `Passed over, for they keep no versions and show another moment: ${passedOver.join(', ')}.`,
  );
}
