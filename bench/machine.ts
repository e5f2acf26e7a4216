import Database from 'better-sqlite3';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** Those whose version may change a figure. */
const PACKAGES = ['better-sqlite3', '@nestjs/core', 'fastify', 'autocannon'];

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** The load of the last minute before the first bench: what else kept the machine busy. */
  readonly load: number;
  /** The versions of Node, SQLite and packages, as installed. */
  readonly versions: Readonly<Record<string, string>>;
}

export function thisMachine(): Machine {
  const cores = cpus();
  const require = createRequire(import.meta.url);
  const packages = PACKAGES.map((name): [string, string] => {
    const { version } = require(`${name}/package.json`) as { version: string };
    return [name, version];
  });
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    load: loadavg()[0] ?? 0,
    versions: {
      node: process.versions.node,
      sqlite: sqliteVersion(),
      ...Object.fromEntries(packages),
    },
  };
}

export function machineLines(machine: Machine): string[] {
  const { cpu, cores, memoryGiB, system, load, versions } = machine;
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, load ${load.toFixed(1)}`,
    named.join(', '),
  ];
}

function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return db.prepare<[], string>('select sqlite_version()').pluck().get() ?? 'unknown';
  } finally {
    db.close();
  }
}
