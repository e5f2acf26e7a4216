import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { EVENTS_FILE } from '../../src/ledger-log.js';
import { VIEWS_FILE } from '../../src/ledger-views.js';
import { ADMIN_KEY_FILE } from '../../src/members/admin-key-file.js';
import { errorCodeOf } from '../../src/runtime/error-code.js';
import { Chance } from '../support/generated-ledger/chance.js';
import { runProgram } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { DAMAGES, type Damage } from './damages.js';
import { DamagedServer } from './damaged-server.js';
import { asOther, canBeOther } from './other-user.js';
import {
  faultsOf,
  PeakMemory,
  type Counts,
  type Fault,
  type TrialOptions,
  type TrialReport,
} from './trial.js';
import { WholeLedger } from './whole-ledger.js';

export interface DamageOptions extends TrialOptions {
  /** How many cases at most, taken by chance out of all; all of them where left out. */
  readonly cases?: number;
}

interface DamageCase {
  /** Below the data folder. */
  readonly file: string;
  readonly damage: Damage;
  readonly folder: 'killed' | 'stopped';
}

const LOCK_FILE = 'ledger.lock';

const COMPARISON_TELLS = 'altered views, told by replay --compare';

/** What became of damaged ledgers, counted from here. */
const OUTCOMES = {
  refused: 0,
  'not ready': 0,
  'all served': 0,
  'told in answers': 0,
  [COMPARISON_TELLS]: 0,
};

/**
 * Starts servers on copies of a ledger of which one file is damaged. Each must refuse in a line that names
 * the file and leave it as it is, or serve all that was acknowledged, or say that it is not ready.
 */
export async function damagedFiles(options: DamageOptions, report: TrialReport): Promise<Counts> {
  const chance = new Chance(options.seed);
  const memory = new PeakMemory();
  const faults: Fault[] = [];
  const outcomes = { ...OUTCOMES };
  const folders: string[] = [];
  try {
    const whole = await WholeLedger.make(options.views, 'Whole', folders);
    const another = await WholeLedger.make(options.views.another(), 'Another', folders);
    const cases = chosen(casesOf(whole, options), options.cases, chance);
    for (const [index, one] of cases.entries()) {
      const outcome = await tried(one, { whole, another, chance, options, memory });
      outcomes[outcome.is] += 1;
      const about = `${one.file} ${one.damage.name}, of a server that was ${one.folder}`;
      faults.push(...outcome.faults.map(({ kind, what }) => ({ kind, what: `${about}: ${what}` })));
      report.progress(`${index + 1} of ${cases.length} damaged ledgers`);
    }
    return {
      done: { 'damaged ledgers': cases.length, ...outcomes },
      faults: [...faults, ...memory.faults],
      peakMiB: memory.mib,
    };
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

function casesOf(whole: WholeLedger, { views }: TrialOptions): DamageCase[] {
  const databases = [EVENTS_FILE, ...(views.engine === 'SQLite' ? [VIEWS_FILE] : [])];
  const of = (folder: 'killed' | 'stopped', files: readonly string[], isDatabase: boolean) =>
    files.flatMap((file) =>
      DAMAGES.filter(({ ofDatabase }) => isDatabase || !ofDatabase)
        .filter(({ ofPermission }) => !ofPermission || canBeOther())
        .map((damage) => ({ file, damage, folder })),
    );
  const beside = databases.map((file) => `${file}-wal`);
  return [
    ...of('stopped', databases, true),
    ...of('killed', [...databases, ...beside], false),
    ...of('stopped', [whole.snapshotFile, ADMIN_KEY_FILE, LOCK_FILE], false),
  ];
}

function chosen<T>(all: readonly T[], count: number | undefined, chance: Chance): T[] {
  const left = [...all];
  const taken: T[] = [];
  while (left.length > 0 && taken.length < (count ?? Infinity)) {
    taken.push(...left.splice(count === undefined ? 0 : chance.int(0, left.length - 1), 1));
  }
  return taken;
}

interface Parts {
  readonly whole: WholeLedger;
  readonly another: WholeLedger;
  readonly chance: Chance;
  readonly options: DamageOptions;
  readonly memory: PeakMemory;
}

interface Tried {
  readonly is: keyof typeof OUTCOMES;
  readonly faults: readonly Fault[];
}

async function tried(one: DamageCase, parts: Parts): Promise<Tried> {
  const { whole, another, chance, options, memory } = parts;
  const dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-damaged-'));
  let server: SpawnedServer | undefined;
  try {
    await cp(whole[one.folder], dataDir, { recursive: true });
    const file = join(dataDir, one.file);
    const ofAnother = one.file === whole.snapshotFile ? another.snapshotFile : one.file;
    await one.damage.apply(file, chance, join(another[one.folder], ofAnother));
    const before = await contentOf(file);
    const { env } = options.views;
    const through = one.damage.ofPermission ? asOther(dataDir) : [];
    try {
      server = await SpawnedServer.start(dataDir, { env, through, adminKey: whole.keys.admin });
    } catch (error) {
      const unchanged = isRecovered(one) || isDeepStrictEqual(before, await contentOf(file));
      const changed = unchanged ? [] : faultsOf('wrong', ['the damaged file was changed']);
      const { message } = error as Error;
      return { is: 'refused', faults: [...faultsOfRefusal(message, one.file), ...changed] };
    }
    const damaged = new DamagedServer(server, whole);
    // Where copies share their views, what one writes would be missing in the log of the next.
    const ready = await damaged.look({ writes: options.views.engine === 'SQLite' });
    memory.note(server);
    const code = await server.end('SIGTERM');
    const ending = code === 0 ? [] : faultsOf('wrong', [`SIGTERM ended it with ${code}`]);
    const faults = [...damaged.faults, ...ending];
    if (!ready) return { is: 'not ready', faults };
    const { missing, altered } = damaged;
    const differences = [...missing, ...altered];
    if (differences.length === 0) {
      return { is: damaged.refused.length > 0 ? 'told in answers' : 'all served', faults };
    }
    if (mayBeAltered(one) && (await comparisonTells(dataDir, options))) {
      return { is: COMPARISON_TELLS, faults };
    }
    const told = `it says that it is ready, with ${differences.length} differences that nothing tells: ${differences[0]}`;
    const kind = missing.length > 0 ? 'lost' : 'wrong';
    return { is: 'all served', faults: [...faults, ...faultsOf(kind, [told])] };
  } finally {
    await server?.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Whatever closes views that can be made anew, moves what their WAL holds into them. */
function isRecovered({ file, folder }: DamageCase): boolean {
  return file === VIEWS_FILE && folder === 'killed';
}

/** Events have checksums, and so has what a WAL holds; the views of a file have none. */
function mayBeAltered({ damage: { mayAlter }, file, folder }: DamageCase): boolean {
  if (!mayAlter || file !== VIEWS_FILE) return false;
  return mayAlter === 'always' || folder === 'killed';
}

async function comparisonTells(dataDir: string, { views }: TrialOptions): Promise<boolean> {
  const env = { FACT_LEDGER_DATA_DIR: dataDir, ...views.env };
  return (await runProgram(['replay', '--compare', '--json'], env)).code !== 0;
}

/** One line of the program's that names the file, by its name or by what it is. */
function faultsOfRefusal(said: string, file: string): Fault[] {
  const [how = '', ...lines] = said.trim().split('\n');
  const ended = /^the server ended with (\d+)$/.test(how);
  const told = lines.filter((line) => line.startsWith('fact-ledger: '));
  const name = basename(file).replace(/-wal$/, '');
  const names = [name, ...(name === EVENTS_FILE ? ['The events file'] : [])];
  if (ended && told.length === 1 && names.some((each) => told[0]!.includes(each))) return [];
  return faultsOf('wrong', [`it ended without a line that names ${name}: ${said.slice(0, 2_000)}`]);
}

async function contentOf(file: string): Promise<Buffer | string> {
  try {
    return await readFile(file);
  } catch (error) {
    return errorCodeOf(error);
  }
}
