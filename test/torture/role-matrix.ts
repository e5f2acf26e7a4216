import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ROLES, type Role } from '../../events/envelope.js';
import type { Access } from '../../src/access/route-access.js';
import { headOf } from '../crash/recorded-log.js';
import { accepted } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { JSON_ROUTES, prepareJsonRoutes } from '../support/json-routes.js';
import { ROUTE_ACCESS } from '../support/route-access.js';
import { callRoute, type RouteCall } from '../support/route-calls.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { temporaryRoot } from '../support/temporary-root.js';
import {
  faultsOf,
  PeakMemory,
  type Counts,
  type Fault,
  type TrialOptions,
  type TrialReport,
} from './trial.js';

/** Who may come to a route. */
interface MatrixCaller {
  readonly name: string;
  readonly authorization: string | undefined;
  /** What their key is worth. */
  readonly key: 'none' | 'good' | 'unknown' | 'suspended';
  readonly roles: readonly Role[];
}

/** Who may do what, at every route, with every kind of key, where reads are public and where not. */
export async function roleMatrix(options: TrialOptions, report: TrialReport): Promise<Counts> {
  const dataDir = await mkdtemp(join(temporaryRoot(), 'fact-ledger-roles-'));
  const memory = new PeakMemory();
  const faults: Fault[] = [];
  let cells = 0;
  try {
    for (const publicReads of [true, false]) {
      const env = {
        FACT_LEDGER_TRUST_PROXY: 'true',
        FACT_LEDGER_PUBLIC_READS: String(publicReads),
        ...options.views.env,
      };
      const server = await SpawnedServer.start(dataDir, { env });
      try {
        const matrix = new RoleMatrix(server, dataDir, publicReads);
        await matrix.fill((done) => report.progress(`${cells + done} cells`));
        cells += matrix.cells;
        faults.push(...matrix.faults);
        memory.note(server);
      } finally {
        await server.end('SIGKILL');
      }
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  return {
    done: { routes: Object.keys(ROUTE_ACCESS).length, cells },
    faults: [...faults, ...memory.faults],
    peakMiB: memory.mib,
  };
}

class RoleMatrix {
  readonly faults: Fault[] = [];
  cells = 0;

  constructor(
    private readonly server: SpawnedServer,
    private readonly dataDir: string,
    private readonly publicReads: boolean,
  ) {}

  async fill(onCell: (cells: number) => void): Promise<void> {
    const callers = await callersOf(this.server);
    const routes = await prepareJsonRoutes(await Desk.over(this.server));
    const before = headOf(this.dataDir);
    for (const [route, access] of Object.entries(ROUTE_ACCESS)) {
      const methods = route.startsWith('GET ') ? [undefined, 'HEAD'] : [undefined];
      for (const caller of callers) {
        for (const method of methods) await this.cell({ route, method }, access, caller);
        onCell(this.cells);
      }
    }
    // A body that would be carried out, by everybody but those who may.
    for (const route of JSON_ROUTES) {
      const { path, body } = routes[route];
      const access = ROUTE_ACCESS[route]!;
      for (const caller of callers) {
        if (expectedOf(access, caller, this.publicReads) === 'let in') continue;
        await this.cell({ route, path, body }, access, caller);
      }
      onCell(this.cells);
    }
    const after = headOf(this.dataDir);
    if (after === before) return;
    this.faults.push(...faultsOf('wrong', [`${after - before} events by those who may not`]));
  }

  private async cell(call: RouteCall, access: Access, caller: MatrixCaller): Promise<void> {
    const { authorization, name } = caller;
    const answer = await callRoute(this.server.url, { ...call, authorization });
    this.cells += 1;
    const expected = expectedOf(access, caller, this.publicReads);
    const came = outcomeOf(answer);
    if (came === expected) return;
    const reads = this.publicReads ? 'public' : 'for members';
    const { route, method = '', body } = call;
    const what = `${method} ${route} ${JSON.stringify(body ?? {})} by ${name}, reads ${reads}: ${answer.status} where ${expected} was expected`;
    this.faults.push(...faultsOf(came === 'broken' ? 'broken' : 'wrong', [what.trim()]));
  }
}

type CellOutcome = 'let in' | '401' | '403' | 'broken';

function outcomeOf({ status }: ApiAnswer): CellOutcome {
  if (status >= 500) return 'broken';
  return status === 401 ? '401' : status === 403 ? '403' : 'let in';
}

function expectedOf(access: Access, caller: MatrixCaller, publicReads: boolean): CellOutcome {
  const { key, roles } = caller;
  if (access === 'public') return 'let in';
  if (key === 'unknown') return '401';
  if (key === 'suspended') return '403';
  if (access === 'published') return 'let in';
  if (key === 'none') return access === 'read' && publicReads ? 'let in' : '401';
  if (access === 'read' || access.some((role) => roles.includes(role))) return 'let in';
  return '403';
}

async function callersOf(server: SpawnedServer): Promise<MatrixCaller[]> {
  const { admin } = server;
  const bearer = (key: string | undefined) => `Bearer ${key}`;
  const leaving = await server.member(ROLES, 'Leaving');
  const keys = `/v1/members/${leaving.id}/keys`;
  const left = accepted<{ id: string; key: string }>(await admin.post(keys, {}));
  accepted(await admin.delete(`${keys}/${left.id}`));
  const resting = await server.member(ROLES, 'Resting');
  accepted(await admin.post(`/v1/members/${resting.id}/suspension`, { reason: 'On leave.' }));
  const callers: MatrixCaller[] = [
    { name: 'nobody', authorization: undefined, key: 'none', roles: [] },
    ...[
      bearer(`fl_${'x'.repeat(43)}`),
      bearer('y'.repeat(600)),
      bearer('a b'),
      'Bearer',
      `Basic ${Buffer.from('admin:admin').toString('base64')}`,
    ].map((authorization) => unknown(authorization.slice(0, 20), authorization)),
    unknown('a key that was revoked', bearer(left.key)),
    {
      name: 'a member who is suspended',
      authorization: bearer(resting.key),
      key: 'suspended',
      roles: ROLES,
    },
  ];
  for (const roles of [[], ...ROLES.map((role) => [role]), ROLES]) {
    const { key } = await server.member(roles, roles.join('-') || 'none');
    const name = `a member with ${roles.join(', ') || 'no role'}`;
    callers.push({ name, authorization: bearer(key), key: 'good', roles });
  }
  return callers;
}

function unknown(name: string, authorization: string): MatrixCaller {
  return { name, authorization, key: 'unknown', roles: [] };
}
