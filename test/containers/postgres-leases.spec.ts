import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Lease } from '../../src/following/lease.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import { buildingOf, projectingOf } from '../../projections/engine/projection-leases.js';
import {
  LEASE_LOCKS,
  leaseKey,
  type LeaseTiming,
} from '../../src/view-store/postgres/lease-session.js';
import { PostgresLeases } from '../../src/view-store/postgres/postgres-leases.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { describeOnPostgres } from '../support/postgres.js';
import { schemaOf } from '../support/postgres-server.js';

const NAMES = ['claims', 'sources', 'verdicts'];

it('every lease of a ledger has a lock of its own', () => {
  const names = ledgerProjections.flatMap((each) => [projectingOf(each), buildingOf(each)]);
  const keys = names.map((name) => leaseKey('fact_ledger', name));
  expect(new Set(keys).size).toBe(2 * ledgerProjections.length);
  expect(leaseKey('another', names[0]!)).not.toBe(keys[0]);
});

describeOnPostgres('leases on a PostgreSQL server', (server) => {
  let url: string;
  let opened: PostgresLeases[];
  beforeEach(() => {
    url = server.newUrl();
    opened = [];
  });
  afterEach(async () => {
    for (const leases of opened) await leases.close();
  });

  function process(name: string, timing: Partial<LeaseTiming> = {}, at = url): PostgresLeases {
    const leases = new PostgresLeases({ url: at, applicationName: name, timing });
    opened.push(leases);
    return leases;
  }

  /** Who holds the lease, as an operator would ask. */
  async function holderOf(name: string): Promise<string | undefined> {
    const rows = await server.query<{ application_name: string }>(
      `select application_name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and classid::int8 = $1
         and objid::int8 = $2::int8 & 4294967295`,
      LEASE_LOCKS,
      leaseKey(schemaOf(url), name),
    );
    return rows[0]?.application_name;
  }

  async function terminate(name: string): Promise<void> {
    await server.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      name,
    );
  }

  /** Takes the leases as the engine does: again, until none is missing. */
  async function takeAll(leases: PostgresLeases, withinMs: number): Promise<Lease[]> {
    const taken: Lease[] = [];
    for (const end = Date.now() + withinMs; taken.length < NAMES.length; await sleep(20)) {
      taken.push(...(await leases.acquire(NAMES)));
      if (Date.now() > end) throw new Error(`it holds ${taken.length} after ${withinMs} ms`);
    }
    return taken;
  }

  const namesOf = (leases: readonly Lease[]) => leases.map(({ name }) => name);

  it('one process holds each, the database says which, and the next gets what is given back', async () => {
    const first = process('leases of the first');
    const second = process('leases of the second');
    const held = await first.acquire(NAMES);
    expect(namesOf(held)).toEqual(NAMES);
    expect(await second.acquire(NAMES)).toEqual([]);
    expect(await holderOf('sources')).toBe('leases of the first');
    await held[1]!.release();
    expect(namesOf(await second.acquire(NAMES))).toEqual(['sources']);
    expect(await holderOf('sources')).toBe('leases of the second');
    expect(held[0]!.lost.aborted).toBe(false);
    await first.close();
    expect(namesOf(await second.acquire(NAMES))).toEqual(['claims', 'verdicts']);
    await expect(first.acquire(NAMES)).rejects.toThrow('given up');
  });

  it('gives each to one of those who ask at the same time, in one process or in several', async () => {
    const first = process('leases of the first');
    const second = process('leases of the second');
    const asking = [first, second, first, second].map((leases) => leases.acquire(NAMES));
    expect((await Promise.all(asking)).flatMap(namesOf).sort()).toEqual(NAMES);
    expect(await first.acquire(NAMES)).toEqual([]);
  });

  it('ledgers in other schemas of the same database have leases of their own', async () => {
    await process('leases of the first').acquire(NAMES);
    const elsewhere = process('leases elsewhere', {}, server.newUrl());
    expect(namesOf(await elsewhere.acquire(NAMES))).toEqual(NAMES);
  });

  it('a holder whose connection ends is told at once, and has to ask again', async () => {
    const first = process('leases that are cut');
    const second = process('leases of the second');
    const [held] = await first.acquire(NAMES);
    const told = once(held!.lost, 'abort');
    await terminate('leases that are cut');
    await told;
    const taken = await takeAll(second, 1_000);
    await held!.release();
    expect(await first.acquire(NAMES)).toEqual([]);
    await taken[0]!.release();
    expect(namesOf(await first.acquire(NAMES))).toEqual(['claims']);
    expect(held!.lost.aborted).toBe(true);
  });

  it('the server takes them from a holder that has fallen silent', async () => {
    const silent = process('leases of a silent one', { silentMs: 500, pingMs: 400 });
    const [held] = await silent.acquire(NAMES);
    const second = process('leases of the second');
    // Nothing else in this process has its turn, so that it says nothing, as one that is paused.
    const paused = Date.now() + 1_000;
    while (Date.now() < paused);
    expect(held!.lost.aborted).toBe(false);
    const taken = await takeAll(second, 1_000);
    expect(namesOf(taken)).toEqual(NAMES);
    expect(held!.lost.aborted).toBe(true);
  });

  it('a holder that is cut off takes itself for that, not later than the server does', async () => {
    const line = await CuttableLine.to(url);
    const timing = { silentMs: 1_000, pingMs: 200 };
    const cutOff = process('leases that are cut off', timing, line.through(url));
    const [held] = await cutOff.acquire(NAMES);
    const second = process('leases of the second');
    const told = once(held!.lost, 'abort').then(() => Date.now());
    line.freeze();
    const taken = takeAll(second, 3_000).then(() => Date.now());
    // The server counts from the last word that came through, this side from the next, unanswered one.
    expect(await told).toBeLessThan((await taken) + timing.pingMs);
    await expect(cutOff.acquire(NAMES)).rejects.toThrow();
    line.thaw();
    expect(await cutOff.acquire(NAMES)).toEqual([]);
    await line.cut();
  });

  it('and leaves them to one that goes on saying something', async () => {
    const first = process('leases of the first', { silentMs: 1_000, pingMs: 100 });
    const [held] = await first.acquire(NAMES);
    await sleep(2_500);
    expect(held!.lost.aborted).toBe(false);
    expect(await holderOf('claims')).toBe('leases of the first');
  });

  it('says so where the server cannot be reached', async () => {
    const away = new URL(url);
    away.port = '1';
    await expect(process('leases away', {}, away.href).acquire(NAMES)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
