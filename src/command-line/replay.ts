import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { EventFeed } from '../../projections/engine/event-feed.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { canonicalJson } from '../deciding/canonical-json.js';
import { VIEWS_FILE } from '../ledger.js';
import type { Moment } from '../queries/as-of.js';
import type { Settings } from '../settings/settings.js';
import { openSqliteViews, type ViewDatabase } from '../view-store/view-database.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed } from './exit-codes.js';
import { feedFromExport } from './export-file.js';
import { foldAgain, momentFrom, truncated } from './folding.js';
import { printJson, printLine } from './output.js';
import { claimStates, states, type State } from './states.js';

export interface ReplayCommand {
  /** A position, or an ISO 8601 instant, day, month or year. */
  readonly asOf?: string;
  readonly claim?: string;
  /** An export to read instead of the data folder. */
  readonly from?: string;
  readonly compare: boolean;
  readonly json: boolean;
}

interface OpenFeed {
  readonly feed: EventFeed;
  close(): Promise<void>;
}

/**
 * Folds the log from its start into views of its own, beside the live ones and without them, and
 * prints the claims as they then stand.
 *
 * @throws CommandFailed where `compare` finds a difference, naming the first.
 */
export async function replay(settings: Settings, command: ReplayCommand): Promise<void> {
  const log = await openFeed(settings, command);
  const folder = await mkdtemp(join(tmpdir(), 'fact-ledger-replay-'));
  try {
    const live = command.compare ? openLiveViews(settings) : undefined;
    try {
      const moment = await momentOf(command, live);
      const replayed = openSqliteViews<ViewTables>({ file: join(folder, VIEWS_FILE) });
      try {
        const events = await foldAgain(truncated(log.feed, moment.asOf), replayed);
        // All that was folded again belongs to the moment; only the clock is still to be told.
        const now = instantOf(moment);
        if (live) await compare(replayed, live, { moment, now, claim: command.claim });
        await print(replayed, { now }, events, command);
      } finally {
        await replayed.close();
      }
    } finally {
      await live?.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await log.close();
  }
}

async function openFeed(settings: Settings, { from }: ReplayCommand): Promise<OpenFeed> {
  if (from !== undefined) return { feed: await feedFromExport(from), close: async () => {} };
  const store = openLogForReading(settings);
  return { feed: store, close: () => store.close() };
}

function openLiveViews({ dataDir }: Settings): ViewDatabase<ViewTables> {
  const file = join(dataDir, VIEWS_FILE);
  if (!existsSync(file))
    throw new CommandFailed(`there are no views in ${dataDir} to compare with`);
  return openSqliteViews<ViewTables>({ file, readOnly: true });
}

/** Without `--as-of`: now; beside live views, that which they show, for a server may go on writing. */
async function momentOf(
  { asOf }: ReplayCommand,
  live: ViewDatabase<ViewTables> | undefined,
): Promise<Moment> {
  const now = new Date().toISOString();
  if (asOf !== undefined) return { now, asOf: momentFrom(asOf) };
  if (!live) return { now };
  const shown = (await live.store.states()).filter(({ active }) => active);
  const lowest = shown.map(({ position }) => position ?? '').sort()[0];
  return lowest === undefined || lowest === '' ? { now } : { now, asOf: { position: lowest } };
}

function instantOf({ asOf, now }: Moment): string {
  return asOf && 'instant' in asOf ? asOf.instant : now;
}

async function compare(
  replayed: ViewDatabase<ViewTables>,
  live: ViewDatabase<ViewTables>,
  { moment, now, claim }: { moment: Moment; now: string; claim: string | undefined },
): Promise<void> {
  const ours = states(replayed.db, { now }, claim)[Symbol.asyncIterator]();
  const theirs = states(live.db, moment, claim)[Symbol.asyncIterator]();
  for (;;) {
    const [a, b] = [await ours.next(), await theirs.next()];
    if (a.done && b.done) return;
    const difference = differenceOf(a.done ? undefined : a.value, b.done ? undefined : b.value);
    if (difference !== undefined) throw new CommandFailed(`the live views differ: ${difference}`);
  }
}

function differenceOf(replayed: State | undefined, live: State | undefined): string | undefined {
  if (!replayed || !live || replayed.view !== live.view || replayed.id !== live.id) {
    const missing =
      !live || (replayed && (replayed.place > live.place || replayed.view < live.view));
    const state = missing ? replayed! : live;
    const where = missing ? 'is not in the live view' : 'is only in the live view';
    return `${state.view} ${state.id} ${where}`;
  }
  const members = Object.keys({ ...replayed.row, ...live.row });
  const member = members.find((name) => !isDeepStrictEqual(replayed.row[name], live.row[name]));
  if (member === undefined) return undefined;
  const [ours, theirs] = [replayed.row[member], live.row[member]].map((v) => JSON.stringify(v));
  return `${live.view} ${live.id}: ${member} is ${theirs}, and the log gives ${ours}`;
}

async function print(
  replayed: ViewDatabase<ViewTables>,
  moment: Moment,
  events: number,
  { claim, json, compare, asOf }: ReplayCommand,
): Promise<void> {
  const digest = createHash('sha256');
  let claims = 0;
  for await (const { row } of claimStates(replayed.db, moment, claim)) {
    digest.update(`${canonicalJson(row)}\n`);
    claims += 1;
    if (json) await printJson(row);
    else await printLine(lineOf(row));
  }
  if (claim !== undefined && claims === 0) throw new CommandFailed(`there is no claim ${claim}`);
  const summary = { events, claims, asOf: asOf ?? null, digest: digest.digest('hex') };
  if (json) return printJson({ ...summary, ...(compare && { equal: true }) });
  await printLine(`${events} events, ${claims} claims, digest ${summary.digest}`);
  if (compare) await printLine('The live views say the same.');
}

function lineOf(row: State['row']): string {
  const { id, status, flags, questions, text } = row as unknown as {
    id: string;
    status: string;
    flags: string[];
    questions: Record<string, { finding: { rating: string } | null }>;
    text: string;
  };
  const ratings = Object.entries(questions).flatMap(([question, { finding }]) =>
    finding ? [`${question}=${finding.rating}`] : [],
  );
  return [id, status, [...ratings, ...flags].join(' ') || '-', text].join('\t');
}
