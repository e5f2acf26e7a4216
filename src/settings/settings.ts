import { resolve } from 'node:path';

import { LOWEST_KEY_LENGTH } from '../access/key.js';
import { ConnectionStringError, parseConnectionString } from '../event-store/connection-string.js';
import { urlIn } from '../text/url.js';
import { DatabaseUrlError, placeOf } from '../view-store/postgres/place.js';
import { unknownSettings, type Environment, type SettingName } from './setting-names.js';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `auto`: text on a terminal, JSON elsewhere. */
export const LOG_FORMATS = ['auto', 'text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** A connection string, which may hold a password; undefined: SQLite in the data folder. */
  readonly eventStoreUrl: string | undefined;
  /** Milliseconds that a request may wait for a server, all calls and tries together. */
  readonly eventStoreTimeoutMs: number;
  /** What stands before the name of every stream on a server; empty where nothing does. */
  readonly streamPrefix: string;
  /** The PostgreSQL database of the views, password and all; undefined: SQLite in the data folder. */
  readonly readModelUrl: string | undefined;
  /** Used as it is; undefined: one is made at the first start. */
  readonly adminKey: string | undefined;
  readonly publicReads: boolean;
  /** Whether members' names are shown to whoever sends no key. */
  readonly publicNames: boolean;
  /** Where the public reaches the server, without a slash at its end; undefined: where it listens. */
  readonly publicUrl: string | undefined;
  /** Origins whose pages may call the API; `*` alone for all, empty for none. */
  readonly corsOrigins: readonly string[];
  /** Whether `X-Forwarded-For` names the caller: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Largest snapshot, in bytes. */
  readonly maxSnapshotBytes: number;
  /** Bytes of the bodies of all requests under way, at least the largest snapshot. */
  readonly maxBodyBytes: number;
  /** Bytes of the bodies of one member's requests under way, at least the largest snapshot. */
  readonly maxMemberBodyBytes: number;
  /** Whether the server may fetch what a capture names by its URL. */
  readonly captureUrls: boolean;
  /** Most clients of this process that may follow the log as server-sent events. */
  readonly liveClients: number;
  /** Bytes that may wait for one of them before it is dropped. */
  readonly liveBufferBytes: number;
  /** Seconds from one heartbeat of their streams to the next. */
  readonly liveHeartbeatSeconds: number;
  /** Whether webhooks may lead to addresses within a network, and over http. */
  readonly privateWebhooks: boolean;
}

/** A setting that cannot be used; the message names it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** EX_CONFIG of sysexits.h. */
export const EXIT_BAD_SETTINGS = 78;

const MEBIBYTE = 1024 * 1024;

const MOST_BODY_BYTES = 16 * 1024 * MEBIBYTE;

/**
 * An empty variable counts as one that is not set.
 *
 * @throws SettingsError also where a variable begins like a setting and is none.
 */
export function readSettings(env: Environment): Settings {
  const unknown = unknownSettings(env);
  if (unknown.length > 0) throw new SettingsError(unknown.join(' '));
  const maxSnapshotBytes = whole(
    env,
    'FACT_LEDGER_MAX_SNAPSHOT_BYTES',
    10 * MEBIBYTE,
    1024,
    100 * MEBIBYTE,
  );
  const bodyBytes = (name: SettingName, byDefault: number) =>
    whole(env, name, Math.max(byDefault, maxSnapshotBytes), maxSnapshotBytes, MOST_BODY_BYTES);
  return {
    port: whole(env, 'PORT', 3000, 0, 65_535),
    host: text(env, 'HOST') ?? '127.0.0.1',
    dataDir: resolve(text(env, 'FACT_LEDGER_DATA_DIR') ?? './data'),
    eventStoreUrl: eventStoreUrl(env, 'EVENT_STORE_URL'),
    eventStoreTimeoutMs: whole(env, 'FACT_LEDGER_EVENT_STORE_TIMEOUT_MS', 10_000, 500, 120_000),
    streamPrefix: streamPrefix(env),
    readModelUrl: readModelUrl(env),
    adminKey: adminKey(env),
    publicReads: truth(env, 'FACT_LEDGER_PUBLIC_READS', true),
    publicNames: truth(env, 'FACT_LEDGER_PUBLIC_NAMES', false),
    publicUrl: publicUrl(env, 'FACT_LEDGER_PUBLIC_URL'),
    corsOrigins: origins(env, 'FACT_LEDGER_CORS_ORIGINS'),
    trustProxy: truth(env, 'FACT_LEDGER_TRUST_PROXY', false),
    logLevel: oneOf(env, 'FACT_LEDGER_LOG_LEVEL', LOG_LEVELS, 'info'),
    logFormat: oneOf(env, 'FACT_LEDGER_LOG_FORMAT', LOG_FORMATS, 'auto'),
    maxSnapshotBytes,
    maxBodyBytes: bodyBytes('FACT_LEDGER_MAX_BODY_BYTES', 128 * MEBIBYTE),
    maxMemberBodyBytes: bodyBytes('FACT_LEDGER_MAX_MEMBER_BODY_BYTES', 32 * MEBIBYTE),
    captureUrls: truth(env, 'FACT_LEDGER_CAPTURE_URLS', false),
    liveClients: whole(env, 'FACT_LEDGER_LIVE_CLIENTS', 1_000, 0, 100_000),
    liveBufferBytes: whole(
      env,
      'FACT_LEDGER_LIVE_BUFFER_BYTES',
      MEBIBYTE,
      64 * 1024,
      64 * MEBIBYTE,
    ),
    liveHeartbeatSeconds: whole(env, 'FACT_LEDGER_LIVE_HEARTBEAT_SECONDS', 15, 1, 300),
    privateWebhooks: truth(env, 'FACT_LEDGER_PRIVATE_WEBHOOKS', false),
  };
}

/** Reads the URL of an administrator of the event store, for what only such a user may do. @throws SettingsError */
export function readAdminUrl(env: Environment): string | undefined {
  return eventStoreUrl(env, 'EVENT_STORE_ADMIN_URL');
}

/** Reads the key with which the command line speaks to a running server. */
export function readMemberKey(env: Environment): string | undefined {
  return text(env, 'FACT_LEDGER_KEY');
}

function eventStoreUrl(env: Environment, name: SettingName): string | undefined {
  const url = text(env, name);
  if (url === undefined) return undefined;
  try {
    parseConnectionString(url);
  } catch (error) {
    throw connectionStringRefused(name, error);
  }
  return url;
}

function streamPrefix(env: Environment): string {
  const prefix = text(env, 'FACT_LEDGER_STREAM_PREFIX') ?? '';
  // A stream that begins with $ is the server's own.
  if (!/^(?:[A-Za-z0-9][\w.-]{0,62})?$/.test(prefix)) {
    throw new SettingsError(
      `FACT_LEDGER_STREAM_PREFIX: up to 63 letters, digits, and . _ - behind the first, not ${JSON.stringify(prefix)}`,
    );
  }
  return prefix;
}

/** Blames the setting for what the event store's client finds wrong with its URL. @throws SettingsError */
export async function asSettingsError<T>(setting: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw connectionStringRefused(setting, error);
  }
}

/** Makes a failure of the setting without its cause, which may hold a password. */
function connectionStringRefused(setting: string, error: unknown): unknown {
  if (!(error instanceof ConnectionStringError)) return error;
  return new SettingsError(`${setting}: ${error.message}`);
}

function readModelUrl(env: Environment): string | undefined {
  const url = text(env, 'READ_MODEL_URL');
  if (url === undefined) return undefined;
  try {
    placeOf(url);
  } catch (error) {
    if (!(error instanceof DatabaseUrlError)) throw error;
    // Without the cause, and so without a password.
    throw new SettingsError(`READ_MODEL_URL: ${error.message}`);
  }
  return url;
}

function text(env: Environment, name: SettingName): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function whole(
  env: Environment,
  name: SettingName,
  byDefault: number,
  min: number,
  max: number,
): number {
  const value = text(env, name);
  if (value === undefined) return byDefault;
  const n = /^\d{1,12}$/.test(value) ? Number(value) : NaN;
  if (!(n >= min && n <= max)) {
    throw new SettingsError(
      `${name}: a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`,
    );
  }
  return n;
}

function truth(env: Environment, name: SettingName, byDefault: boolean): boolean {
  return oneOf(env, name, ['true', 'false'], String(byDefault)) === 'true';
}

function oneOf<T extends string>(
  env: Environment,
  name: SettingName,
  values: readonly T[],
  byDefault: T | string,
): T {
  const value = text(env, name) ?? byDefault;
  const known = values.find((each) => each === value);
  if (known === undefined) {
    throw new SettingsError(`${name}: one of ${values.join(', ')}, not ${JSON.stringify(value)}`);
  }
  return known;
}

function adminKey(env: Environment): string | undefined {
  const key = text(env, 'FACT_LEDGER_ADMIN_KEY');
  // RFC 6750 b64token, so that it can stand in an Authorization header. Its value is never told.
  if (key !== undefined && !(key.length >= LOWEST_KEY_LENGTH && /^[\w.~+/-]+=*$/.test(key))) {
    throw new SettingsError(
      `FACT_LEDGER_ADMIN_KEY: at least ${LOWEST_KEY_LENGTH} letters, digits or -._~+/, hard to guess`,
    );
  }
  return key;
}

function publicUrl(env: Environment, name: SettingName): string | undefined {
  const given = text(env, name);
  if (given === undefined) return undefined;
  const url = urlIn(given);
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && !/[?#@]/.test(given);
  if (!isPlain) {
    throw new SettingsError(
      `${name}: a URL like https://ledger.example, with no user, query or fragment, not ${JSON.stringify(given)}`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function origins(env: Environment, name: SettingName): readonly string[] {
  const listed = (text(env, name) ?? '').split(',').map((origin) => origin.trim());
  const given = listed.filter((origin) => origin !== '');
  if (given.length === 1 && given[0] === '*') return given;
  for (const origin of given) {
    if (urlIn(origin)?.origin !== origin) {
      throw new SettingsError(
        `${name}: origins like https://desk.example, not ${JSON.stringify(origin)}`,
      );
    }
  }
  return given;
}
