import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';

/** What is no connection string of the client. The message does not repeat it: it may hold a password. */
export class ConnectionStringError extends Error {
  override readonly name = 'ConnectionStringError';
}

/** A connection string of EventStoreDB or KurrentDB, taken apart. */
export interface ConnectionString {
  /** The user that it names; undefined where it names none. */
  readonly user: string | undefined;
  /** Whether access lists are without effect: the server lets everybody do everything. */
  readonly insecure: boolean;
  /**
   * What the client takes: by its own scheme, with the ledger's defaults for what is left out.
   *
   * @param host `<address>:<port>` of one node, which is asked directly; else those that are named
   * @throws ConnectionStringError for a file that is not there
   */
  forClient(host?: string): string;
}

/** Whether to discover, the credentials, the hosts and the options, as the client tells them apart. */
const FORM =
  /^(?:esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\/(?:([^:@\s]+):([^@\s]+)@)?([^@?\s]+?)\/*(?:\?(\S*))?$/;

/** What the client has a meaning for. */
const OPTIONS = [
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
  'nodePreference',
  'tls',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
] as const;

type Option = (typeof OPTIONS)[number];

const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const;

/**
 * A host that is gone without a word must be given up, and the next leader found, within the ten seconds
 * that a request may wait. The client's own defaults are ten seconds, ten, and five.
 */
const DEFAULTS: readonly (readonly [Option, string])[] = [
  // Milliseconds between two signs of life that are asked of the server, and for each of them to come.
  ['keepAliveInterval', '2000'],
  ['keepAliveTimeout', '2000'],
  // Whole seconds for each node that is asked who leads. The one that is gone may be asked first again.
  ['gossipTimeout', '2'],
];

/** @throws ConnectionStringError, which tells neither the user nor the password */
export function parseConnectionString(text: string): ConnectionString {
  const [, discover = '', name, password, hosts, query = ''] = FORM.exec(text.trim()) ?? [];
  if (hosts === undefined) {
    throw new ConnectionStringError(
      'a connection string like kurrentdb://user:password@host:2113?tls=true or kurrentdb+discover://…, with %40 for an @ in the password',
    );
  }
  const options = new Map(query.split('&').filter(Boolean).flatMap(optionOf));
  const insecure = options.get('tls') === 'false';
  for (const [option, value] of DEFAULTS) {
    if (!options.has(option)) options.set(option, value);
  }
  const credentials = name === undefined ? '' : `${name}:${password}@`;
  const behind = [...options].map((pair) => pair.join('=')).join('&');
  return {
    user: name === undefined ? undefined : decoded('the user', name),
    insecure,
    forClient(host) {
      // An authority is for nothing where nothing is encrypted.
      for (const option of insecure ? FILES.slice(1) : FILES) {
        mustBeReadable(option, options.get(option));
      }
      return host === undefined
        ? `esdb${discover}://${credentials}${hosts}?${behind}`
        : `esdb://${credentials}${host}?${behind}`;
    },
  };
}

/** What would change what the ledger relies on, or has no effect on the client: may be said, not altered. */
const SETTLED: Readonly<Record<string, string>> = {
  throwonappendfailure: 'throwOnAppendFailure can only be true',
  tlsverifycert:
    'tlsVerifyCert can only be true: a private authority is named by tlsCAFile=<its certificate>',
};

/** The client would warn on the console of an option that it does not know, password and all. */
function optionOf(pair: string): [] | [[Option, string]] {
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const option = OPTIONS.find((known) => flat(known) === flat(name));
  if (option !== undefined) return [[option, value]];
  const settled = SETTLED[flat(name)];
  if (settled === undefined)
    throw new ConnectionStringError(`knows no option ${JSON.stringify(name)}`);
  if (value !== 'true') throw new ConnectionStringError(settled);
  return [];
}

/** As the client compares the names of options. */
function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}

/** The client's own message names no file. */
function mustBeReadable(option: Option, value: string | undefined): void {
  if (value === undefined) return;
  const file = resolve(decoded(option, value.trim()));
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new ConnectionStringError(`${option}: ${file} ${why}`);
  }
}

function decoded(what: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionStringError(`${what} has a % that no two hexadecimal digits follow`);
  }
}
