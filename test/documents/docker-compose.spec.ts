import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

import { readSettings } from '../../src/settings/settings.js';
import { EVENT_STORE_IMAGE, EVENT_STORE_UID } from '../support/event-store-server.js';
import { POSTGRES_IMAGE } from '../support/postgres-server.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: string | readonly string[];
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: unknown };
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const text = await readFile(join(ROOT, 'docker-compose.yml'), 'utf8');
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
const { services, volumes } = parse(text, { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const all = Object.entries(services);
const inProfile = (profile: string) =>
  all.filter(([, { profiles }]) => profiles?.includes(profile)).map(([name]) => name);
const ofLedger = all.filter(([, { build }]) => build !== undefined);

it('has the services of both profiles, and none without one', () => {
  expect(inProfile('single').sort()).toEqual(['event-store', 'ledger', 'postgres']);
  expect(inProfile('cluster').sort()).toEqual([
    'api-1',
    'api-2',
    'certificates',
    'event-store-1',
    'event-store-2',
    'event-store-3',
    'event-store-access',
    'event-store-user',
    'postgres',
    'projector-1',
    'projector-2',
    'proxy',
  ]);
  expect(all.filter(([, { profiles }]) => !profiles)).toEqual([]);
});

it('starts the single profile by itself', async () => {
  expect(await readFile(join(ROOT, '.env'), 'utf8')).toMatch(/^COMPOSE_PROFILES=single$/m);
});

it('pins every image to a version, the same as in the tests and the README', () => {
  const images = all.flatMap(([, { image, build }]) => (image && !build ? [image] : []));
  for (const image of images) expect(image).toMatch(/:\d+\.\d+[\w.-]*$/);
  for (const image of [EVENT_STORE_IMAGE, POSTGRES_IMAGE]) {
    expect(images).toContain(image);
    expect(readme).toContain(`\`${image}\``);
  }
});

it('gives the certificates to the user that the event store runs as, and lets the ledger read one', () => {
  const { command } = services['certificates']!;
  const script = [command].flat().at(-1);
  expect(script).toContain(`chown -R ${EVENT_STORE_UID}:${EVENT_STORE_UID} .`);
  expect(script).toContain('chmod 0644 ca/ca.crt');
});

it('publishes on loopback only, what the README says', () => {
  const ports = all.flatMap(([, service]) => service.ports ?? []);
  for (const port of ports) {
    expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    expect(readme).toContain(`\`${port.split(':').slice(0, 2).join(':')}\``);
  }
  expect(ports).toHaveLength(3);
});

it('keeps what must stay in named volumes', () => {
  const mounted = all.flatMap(([, service]) => service.volumes ?? []);
  const names = mounted.map((volume) => volume.split(':', 1)[0]!);
  expect([...new Set(names)].sort()).toEqual(Object.keys(volumes).sort());
});

it('tells the health of everything that goes on running', () => {
  const ends = ['certificates', 'event-store-access', 'event-store-user'];
  // The image of the proxy has its own word for it: what stands behind it must be healthy first.
  const running = all.filter(([name]) => ![...ends, 'proxy'].includes(name));
  for (const [, { healthcheck }] of running) expect(healthcheck?.test).toBeDefined();
  expect(Object.keys(services['proxy']!.depends_on ?? {})).toEqual(['api-1', 'api-2']);
});

it('sets only what the ledger reads, to what it takes', () => {
  expect(ofLedger.map(([name]) => name)).toEqual([
    'ledger',
    'event-store-access',
    'projector-1',
    'projector-2',
    'api-1',
    'api-2',
  ]);
  for (const [, { environment = {} }] of ofLedger) {
    for (const name of Object.keys(environment)) expect(readme).toContain(`\`${name}\``);
    const filled = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, filledIn(value)]),
    );
    const { eventStoreUrl, readModelUrl } = readSettings(filled);
    expect(eventStoreUrl).toMatch(/^kurrentdb:/);
    expect(readModelUrl).toMatch(/^postgres:/);
  }
});

/** `${NAME:-default}` where the variable is not set. */
function filledIn(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

describe.each(['single', 'cluster'])('the profile %s', (profile) => {
  const clients = [['docker', 'compose'], ['docker-compose']] as const;
  const client = clients.find(
    ([program, ...words]) => spawnSync(program, [...words, 'version']).status === 0,
  );
  const check = client ? it : it.skip;
  check(`is one that Compose takes${client ? '' : ' (skipped: no docker compose here)'}`, () => {
    const [program, ...words] = client!;
    const run = spawnSync(program, [...words, '--profile', profile, 'config', '--quiet'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });
});
