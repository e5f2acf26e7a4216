import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RecordedEvent } from '../../events/envelope.js';
import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import { RecordedLog } from '../crash/recorded-log.js';
import { accepted } from '../support/answers.js';
import { Desk, type SnapshotWritten } from '../support/desk.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { untilShown } from '../support/until-shown.js';
import type { TrialViews } from './trial-views.js';

const STORIES = 12;

/** What everybody may read of the views, and shows most of them. */
const VIEW_READS = [
  '/v1/claims?limit=100',
  '/v1/sources?limit=100',
  '/v1/citations?limit=100',
  '/v1/stats/overview',
  '/v1/stats/activity?from=2020-01-01',
  '/v1/policy',
  '/v1/agents/identifications',
];

/** The data folder of a ledger at work, and all that it acknowledged, so that copies may be damaged. */
export class WholeLedger {
  private constructor(
    /** The folder that a killed server left: with a log of SQLite's beside its files. */
    readonly killed: string,
    /** The folder that a server left which stopped in order. */
    readonly stopped: string,
    readonly events: readonly RecordedEvent[],
    /** What it showed, by path. */
    readonly shown: ReadonlyMap<string, unknown>,
    /** The bytes of the desk's snapshots, by name. */
    readonly snapshots: ReadonlyMap<string, string>,
    /** Keys of an admin, an auditor and a contributor. */
    readonly keys: {
      readonly admin: string;
      readonly auditor: string;
      readonly contributor: string;
    },
  ) {}

  /** @param folders is told of the folders that it makes, first of all. */
  static async make(views: TrialViews, words: string, folders: string[]): Promise<WholeLedger> {
    const killed = await mkdtemp(join(tmpdir(), 'fact-ledger-whole-'));
    const stopped = await mkdtemp(join(tmpdir(), 'fact-ledger-whole-'));
    folders.push(killed, stopped);
    const { env } = views;
    const server = await SpawnedServer.start(killed, { env });
    let desk: Desk;
    const snapshots = new Map<string, string>();
    const shown = new Map<string, unknown>();
    try {
      desk = await Desk.over(server);
      for (let n = 0; n < STORIES; n += 1) await story(desk, `${words} ${n}`, snapshots);
      await untilShown(server.admin, desk.position);
      const captured = [...snapshots.keys()].map((sha256) => `/v1/snapshots/${sha256}`);
      for (const path of [...VIEW_READS, ...captured]) {
        shown.set(path, accepted(await server.anonymous.get(path)));
      }
    } finally {
      await server.end('SIGKILL');
    }
    await cp(killed, stopped, { recursive: true });
    const last = await SpawnedServer.start(stopped, { env });
    try {
      await untilShown(last.admin, desk.position);
    } finally {
      await last.end('SIGTERM');
    }
    const { events } = await RecordedLog.in(stopped);
    const { auditor, contributor } = desk;
    const keys = { admin: server.admin.key!, auditor: auditor.key!, contributor: contributor.key! };
    return new WholeLedger(killed, stopped, events, shown, snapshots, keys);
  }

  /** Below the data folder: a snapshot that its own source was cited from. */
  get snapshotFile(): string {
    const [sha256] = this.snapshots.keys();
    return join(SNAPSHOTS_FOLDER, sha256!.slice(0, 2), sha256!);
  }
}

async function story(desk: Desk, words: string, snapshots: Map<string, string>): Promise<void> {
  const sourceId = await desk.source({ title: words });
  const text = `${words}: talks on phase two have started, said the spokesperson.`;
  const captured: SnapshotWritten = await desk.snapshot(sourceId, text);
  snapshots.set(captured.sha256, text);
  const claimId = await desk.claim({ text: words });
  const quote = { exact: 'talks on phase two have started' };
  const { id } = await desk.cite(claimId, sourceId, { quote });
  for (const reviewer of desk.reviewers.slice(0, 2)) await desk.judge(reviewer, claimId, [id]);
}
