import { resolve } from 'node:path';

import {
  LOG_FORMATS,
  LOG_LEVELS,
  readAdminUrl,
  readSettings,
  SettingsError,
  type Settings,
} from './settings.js';

const KEY = 'a-key-of-the-operator-0123456789abc';

const DEFAULTS: Settings = {
  port: 3000,
  host: '127.0.0.1',
  dataDir: resolve('./data'),
  eventStoreUrl: undefined,
  eventStoreTimeoutMs: 10_000,
  streamPrefix: '',
  readModelUrl: undefined,
  adminKey: undefined,
  publicReads: true,
  publicNames: false,
  publicUrl: undefined,
  corsOrigins: [],
  trustProxy: false,
  logLevel: 'info',
  logFormat: 'auto',
  maxSnapshotBytes: 10 * 1024 * 1024,
  maxBodyBytes: 128 * 1024 * 1024,
  maxMemberBodyBytes: 32 * 1024 * 1024,
  captureUrls: false,
  liveClients: 1_000,
  liveBufferBytes: 1_048_576,
  liveHeartbeatSeconds: 15,
  privateWebhooks: false,
};

const NAMES = [
  'PORT',
  'HOST',
  'FACT_LEDGER_DATA_DIR',
  'EVENT_STORE_URL',
  'READ_MODEL_URL',
  'FACT_LEDGER_EVENT_STORE_TIMEOUT_MS',
  'FACT_LEDGER_STREAM_PREFIX',
  'FACT_LEDGER_ADMIN_KEY',
  'FACT_LEDGER_PUBLIC_READS',
  'FACT_LEDGER_PUBLIC_NAMES',
  'FACT_LEDGER_PUBLIC_URL',
  'FACT_LEDGER_CORS_ORIGINS',
  'FACT_LEDGER_TRUST_PROXY',
  'FACT_LEDGER_LOG_LEVEL',
  'FACT_LEDGER_LOG_FORMAT',
  'FACT_LEDGER_MAX_SNAPSHOT_BYTES',
  'FACT_LEDGER_MAX_BODY_BYTES',
  'FACT_LEDGER_MAX_MEMBER_BODY_BYTES',
  'FACT_LEDGER_CAPTURE_URLS',
  'FACT_LEDGER_LIVE_CLIENTS',
  'FACT_LEDGER_LIVE_BUFFER_BYTES',
  'FACT_LEDGER_LIVE_HEARTBEAT_SECONDS',
  'FACT_LEDGER_PRIVATE_WEBHOOKS',
];

function refusalOf(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as SettingsError).message;
  }
  throw new Error(`nothing was refused in ${JSON.stringify(env)}`);
}

it('has a default for everything', () => {
  expect(readSettings({})).toEqual(DEFAULTS);
});

it.each(['', ' ', '\t\n'])('takes %j for what is not set', (empty) => {
  expect(readSettings(Object.fromEntries(NAMES.map((name) => [name, empty])))).toEqual(DEFAULTS);
});

it.each<[string, string, Partial<Settings>]>([
  ['PORT', '0', { port: 0 }],
  ['PORT', ' 8080 ', { port: 8080 }],
  ['PORT', '65535', { port: 65_535 }],
  ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['HOST', '::1', { host: '::1' }],
  ['FACT_LEDGER_DATA_DIR', '/srv/ledger', { dataDir: '/srv/ledger' }],
  ['FACT_LEDGER_DATA_DIR', 'somewhere', { dataDir: resolve('somewhere') }],
  ...[
    'esdb://ledger:secret@a:2113,b:2113?tls=true',
    'esdb+discover://events.example',
    'kurrentdb://ledger:secret@a:2113,b:2113?tls=true',
    'kurrentdb+discover://events.example',
  ].map((url): [string, string, Partial<Settings>] => [
    'EVENT_STORE_URL',
    url,
    { eventStoreUrl: url },
  ]),
  ['FACT_LEDGER_EVENT_STORE_TIMEOUT_MS', '500', { eventStoreTimeoutMs: 500 }],
  ['FACT_LEDGER_STREAM_PREFIX', 'desk.', { streamPrefix: 'desk.' }],
  ['FACT_LEDGER_STREAM_PREFIX', 'a'.repeat(63), { streamPrefix: 'a'.repeat(63) }],
  ['FACT_LEDGER_ADMIN_KEY', KEY, { adminKey: KEY }],
  ['FACT_LEDGER_PUBLIC_READS', 'false', { publicReads: false }],
  ['FACT_LEDGER_PUBLIC_NAMES', 'true', { publicNames: true }],
  ['FACT_LEDGER_PUBLIC_URL', 'https://Desk.example/', { publicUrl: 'https://desk.example' }],
  ['FACT_LEDGER_PUBLIC_URL', 'http://h:8080/facts/', { publicUrl: 'http://h:8080/facts' }],
  ['FACT_LEDGER_CORS_ORIGINS', '*', { corsOrigins: ['*'] }],
  [
    'FACT_LEDGER_CORS_ORIGINS',
    'https://desk.example, http://localhost:5173,',
    { corsOrigins: ['https://desk.example', 'http://localhost:5173'] },
  ],
  ['FACT_LEDGER_TRUST_PROXY', 'true', { trustProxy: true }],
  ['FACT_LEDGER_CAPTURE_URLS', 'true', { captureUrls: true }],
  ['FACT_LEDGER_PRIVATE_WEBHOOKS', 'true', { privateWebhooks: true }],
  ['FACT_LEDGER_MAX_SNAPSHOT_BYTES', '1024', { maxSnapshotBytes: 1024 }],
  [
    'FACT_LEDGER_MAX_SNAPSHOT_BYTES',
    '104857600',
    // Whatever is the largest snapshot, one of them must be able to come.
    { maxSnapshotBytes: 104_857_600, maxMemberBodyBytes: 104_857_600 },
  ],
  ['FACT_LEDGER_MAX_BODY_BYTES', '10485760', { maxBodyBytes: 10_485_760 }],
  ['FACT_LEDGER_MAX_MEMBER_BODY_BYTES', '20000000', { maxMemberBodyBytes: 20_000_000 }],
  ['FACT_LEDGER_LIVE_CLIENTS', '0', { liveClients: 0 }],
  ['FACT_LEDGER_LIVE_BUFFER_BYTES', '65536', { liveBufferBytes: 65_536 }],
  ['FACT_LEDGER_LIVE_HEARTBEAT_SECONDS', '300', { liveHeartbeatSeconds: 300 }],
  ...LOG_LEVELS.map((logLevel): [string, string, Partial<Settings>] => [
    'FACT_LEDGER_LOG_LEVEL',
    logLevel,
    { logLevel },
  ]),
  ...LOG_FORMATS.map((logFormat): [string, string, Partial<Settings>] => [
    'FACT_LEDGER_LOG_FORMAT',
    logFormat,
    { logFormat },
  ]),
])('reads %s=%s', (name, value, expected) => {
  expect(readSettings({ [name]: value })).toEqual({ ...DEFAULTS, ...expected });
});

it.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['PORT', '0x50'],
  ['PORT', '80\n90'],
  ['PORT', '1e3'],
  ['PORT', '9999999999999999999999'],
  ['FACT_LEDGER_STREAM_PREFIX', '$desk.'],
  ['FACT_LEDGER_STREAM_PREFIX', 'desk 1.'],
  ['FACT_LEDGER_STREAM_PREFIX', 'a'.repeat(64)],
  ['FACT_LEDGER_PUBLIC_READS', 'yes'],
  ['FACT_LEDGER_PUBLIC_READS', 'TRUE'],
  ['FACT_LEDGER_PUBLIC_URL', 'desk.example'],
  ['FACT_LEDGER_PUBLIC_URL', 'ftp://desk.example'],
  ['FACT_LEDGER_PUBLIC_URL', 'https://me@desk.example'],
  ['FACT_LEDGER_PUBLIC_URL', 'https://desk.example/?a=b'],
  ['FACT_LEDGER_CORS_ORIGINS', 'desk.example'],
  ['FACT_LEDGER_CORS_ORIGINS', 'https://desk.example/'],
  ['FACT_LEDGER_CORS_ORIGINS', 'https://desk.example/page'],
  ['FACT_LEDGER_CORS_ORIGINS', 'https://desk.example,*'],
  ['FACT_LEDGER_TRUST_PROXY', '1'],
  ['FACT_LEDGER_LOG_LEVEL', 'loud'],
  ['FACT_LEDGER_LOG_FORMAT', 'pretty'],
  ['FACT_LEDGER_MAX_SNAPSHOT_BYTES', '1023'],
  ['FACT_LEDGER_MAX_SNAPSHOT_BYTES', '104857601'],
  ['FACT_LEDGER_MAX_SNAPSHOT_BYTES', '10MB'],
  ['FACT_LEDGER_MAX_BODY_BYTES', '10485759'],
  ['FACT_LEDGER_MAX_MEMBER_BODY_BYTES', '10485759'],
  ['FACT_LEDGER_LIVE_CLIENTS', '-1'],
  ['FACT_LEDGER_LIVE_BUFFER_BYTES', '65535'],
  ['FACT_LEDGER_LIVE_HEARTBEAT_SECONDS', '0'],
])('refuses %s=%s in one line that names it', (name, value) => {
  const refusal = refusalOf({ [name]: value });
  expect(refusal).toMatch(new RegExp(`^${name}: .+$`));
  expect(refusal).toContain(JSON.stringify(value.split(',').at(-1)));
});

it.each([
  'http://ledger:secret@events.example',
  'esdb:',
  'esdb://',
  'esdb://a:secret@x y',
  'events.example:2113',
  'kurrentdb+dns://ledger:secret@events.example',
])('refuses EVENT_STORE_URL=%s, which may hold a password, without repeating it', (value) => {
  const refusal = refusalOf({ EVENT_STORE_URL: value });
  expect(refusal).toMatch(/^EVENT_STORE_URL: a connection string like /);
  expect(refusal).not.toContain('secret');
});

it.each(['EVENT_STORE_URL', 'EVENT_STORE_ADMIN_URL'])(
  'names the option that %s misspells',
  (name) => {
    const env = { [name]: 'kurrentdb://ledger:secret@a?tlsCA=/etc/ledger/ca.crt' };
    const read = () => [readSettings(env), readAdminUrl(env)];
    expect(read).toThrow(new SettingsError(`${name}: knows no option "tlsCA"`));
  },
);

it.each([
  'postgres://ledger:secret@views.example/ledger',
  'postgresql://views.example:5433/ledger?schema=desk_2&sslmode=verify-full',
  'postgres:///ledger?host=/var/run/postgresql',
])('reads READ_MODEL_URL=%s', (url) => {
  expect(readSettings({ READ_MODEL_URL: url })).toEqual({ ...DEFAULTS, readModelUrl: url });
});

it.each([
  'mysql://ledger:secret@views.example/ledger',
  'ledger:secret@views.example/ledger',
  'postgres://ledger:secret@views.example',
  'postgres://ledger:secret@views.example:port/ledger',
  'postgres://ledger:secret@views.example/ledger?schema=My-Schema',
  'postgres://ledger:secret@views.example/ledger?schema=pg_catalog',
  'postgres://ledger:secret@views.example/ledger?schema=a;drop',
])('refuses READ_MODEL_URL=%s in one line, without its password', (url) => {
  const refusal = refusalOf({ READ_MODEL_URL: url });
  expect(refusal).toMatch(/^READ_MODEL_URL: .+$/);
  expect(refusal).not.toContain('secret');
});

it.each([
  ['too short', 'only-thirty-one-characters-long'],
  ['with a space', `${KEY} ${KEY}`],
  ['with a letter that no header holds', `${KEY}é`],
  ['with a quotation mark', `${KEY}"`],
])('refuses an admin key %s, and never tells it', (_, key) => {
  const refusal = refusalOf({ FACT_LEDGER_ADMIN_KEY: key });
  expect(refusal).toMatch(/^FACT_LEDGER_ADMIN_KEY: .+$/);
  for (const part of key.split(' ')) expect(refusal).not.toContain(part);
});

it('leaves what does not begin like a setting to other programs', () => {
  expect(readSettings({ FACT_LEDGER: 'x', PROT: '80', port: '80' })).toEqual(DEFAULTS);
});

it('refuses what begins like a setting and is none, with all of them in one line', () => {
  const refusal = refusalOf({ FACT_LEDGER_PUBLIC_READ: 'false', FACT_LEDGER_LOGLEVEL: 'warn' });
  expect(refusal).toBe(
    'FACT_LEDGER_PUBLIC_READ is no setting; did you mean FACT_LEDGER_PUBLIC_READS? ' +
      'FACT_LEDGER_LOGLEVEL is no setting; did you mean FACT_LEDGER_LOG_LEVEL?',
  );
});
