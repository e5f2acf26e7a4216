import {
  BACKWARDS,
  END,
  jsonEvent,
  NO_STREAM,
  type EventStoreDBClient,
  type StreamACL,
  type StreamMetadata,
} from '@eventstore/db-client';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';

import { parseConnectionString } from '../connection-string.js';
import { Asking } from './asking.js';
import { allOf } from './inflow.js';
import { OwnStreams } from './own-streams.js';
import { ServerConnection } from './server-connection.js';
import {
  eventStoreError,
  isAccessDenied,
  isLoginRefused,
  isStreamNotFound,
  isWrongExpectedVersion,
} from './server-failure.js';

/**
 * The stream that holds the access lists of all streams without one of their own, and the type of its
 * events. https://docs.kurrent.io/server/v26.0/security/user-authorization.html#default-acl
 */
const SETTINGS = '$settings';
const ALL = '$all';

const PREPARING = 'cannot prepare the event store';
const CHECKING = 'cannot check the event store';
const ANSWER_WITHIN_MS = 10_000;

/** Nobody but the server's own administrators deletes streams, or sets how long events are kept. */
const NEVER = { $d: [], $mw: [] } as const;

/** Does not exist, and no probe makes it. */
const PROBED = 'claim-00000000-0000-7000-8000-000000000000';
/** What the probed stream is not at, so that what is allowed fails after all, and changes nothing. */
const ELSEWHERE = 7n;

type Settings = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/**
 * Sets the access lists so that no user but the administrators can delete a stream or set its metadata
 * (which could let events expire), and so that the ledger's user can read the whole log. Other entries
 * of the lists stay as they are. Doing it again changes nothing.
 *
 * @param connectionString of an administrator
 * @param user that the ledger connects as
 * @returns what was done, a sentence each; that all was there already is one, too.
 * @throws EventStoreError; ConnectionStringError
 */
export function prepareServer(connectionString: string, user: string): Promise<string[]> {
  return withServer(connectionString, async (asking) => [
    await asking.ask(PREPARING, forbidDeleting),
    await asking.ask(PREPARING, (client) => letRead(client, user)),
  ]);
}

/**
 * What {@link findings} tells of the server.
 *
 * @param connectionString of the ledger's user
 * @param streamPrefix of the ledger's streams
 * @throws EventStoreError; ConnectionStringError
 */
export function checkServer(connectionString: string, streamPrefix?: string): Promise<string[]> {
  const own = new OwnStreams({}, streamPrefix);
  return withServer(connectionString, (asking) => findings(asking, connectionString, own));
}

/**
 * Tries what the ledger's user may and may not do, without changing anything: every try expects a
 * stream at a revision at which it is not.
 *
 * @returns what is not as it is to be, a sentence each; none where the server is prepared.
 * @throws EventStoreError
 */
export async function findings(
  asking: Asking,
  connectionString: string,
  own: OwnStreams,
): Promise<string[]> {
  const { insecure, user } = parseConnectionString(connectionString);
  if (insecure) {
    return ['The server is insecure (tls=false): whoever reaches it can delete what is recorded.'];
  }
  const found: string[] = [];
  const probed = own.onServer(PROBED);
  try {
    for (const { allowed, finding, attempt } of PROBES) {
      if ((await isAllowed(asking, (client) => attempt(client, probed))) !== allowed)
        found.push(finding);
    }
  } catch (error) {
    if (!isLoginRefused(error)) throw error;
    return [`The server refuses the login ${user}: it knows no such user, or another password.`];
  }
  return found;
}

interface Probe {
  readonly attempt: (client: EventStoreDBClient, probed: string) => Promise<unknown>;
  /** Whether it is to be. */
  readonly allowed: boolean;
  readonly finding: string;
}

const AT = { expectedRevision: ELSEWHERE };

const PROBES: readonly Probe[] = [
  {
    attempt: (client) => allOf(client.readAll({ maxCount: 1 })),
    allowed: true,
    finding: 'The user cannot read the whole log ($all).',
  },
  {
    attempt: (client, probed) => client.deleteStream(probed, AT),
    allowed: false,
    finding: 'The user can delete streams.',
  },
  {
    attempt: (client, probed) => client.setStreamMetadata(probed, {}, AT),
    allowed: false,
    finding: 'The user can set the metadata of streams, and so let events expire.',
  },
  {
    attempt: (client) => client.appendToStream(SETTINGS, probe(), AT),
    allowed: false,
    finding: 'The user is an administrator: it can change the access lists.',
  },
  {
    attempt: (client, probed) => client.appendToStream(probed, probe(), AT),
    allowed: true,
    finding: 'The user cannot append to streams.',
  },
];

function probe() {
  return jsonEvent({ type: 'Probe', data: {} });
}

async function forbidDeleting(client: EventStoreDBClient): Promise<string> {
  const { settings, revision } = await currentSettings(client);
  const lists = { ...settings['$userStreamAcl'], ...NEVER };
  if (isDeepStrictEqual(settings['$userStreamAcl'], lists)) {
    return 'Only administrators can delete streams or set their metadata, as before.';
  }
  const data = { ...settings, $userStreamAcl: lists };
  const event = jsonEvent({ id: uuidv7(), type: SETTINGS, data });
  await client.appendToStream(SETTINGS, event, { expectedRevision: revision });
  return 'Only administrators can delete streams or set their metadata from now on.';
}

async function currentSettings(
  client: EventStoreDBClient,
): Promise<{ readonly settings: Settings; readonly revision: bigint | typeof NO_STREAM }> {
  const last = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
  try {
    const [resolved] = await allOf(client.readStream(SETTINGS, last));
    const event = resolved?.event;
    if (event) return { settings: event.data as Settings, revision: event.revision };
  } catch (error) {
    if (!isStreamNotFound(error)) throw error;
  }
  return { settings: {}, revision: NO_STREAM };
}

async function letRead(client: EventStoreDBClient, user: string): Promise<string> {
  const { metadata, metastreamRevision } = await client.getStreamMetadata(ALL);
  const { acl, ...others }: StreamMetadata = metadata ?? {};
  const readers = acl?.readRoles ?? ['$admins'];
  if (readers.includes(user)) return `${user} can read the whole log, as before.`;
  const list: StreamACL = { ...acl, readRoles: [...readers, user] };
  await client.setStreamMetadata(
    ALL,
    { ...others, acl: list },
    { expectedRevision: metastreamRevision ?? NO_STREAM },
  );
  return `${user} can read the whole log from now on.`;
}

/** A try that fails at the revision was allowed. */
async function isAllowed(
  asking: Asking,
  attempt: (client: EventStoreDBClient) => Promise<unknown>,
): Promise<boolean> {
  try {
    await asking.ask(CHECKING, attempt);
    return true;
  } catch (error) {
    if (isLoginRefused(error)) throw error;
    if (isAccessDenied(error)) return false;
    if (isWrongExpectedVersion(error) || isStreamNotFound(error)) return true;
    throw eventStoreError(error, CHECKING);
  }
}

async function withServer<T>(
  connectionString: string,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  const connection = new ServerConnection(connectionString);
  try {
    return await work(new Asking(connection, ANSWER_WITHIN_MS));
  } catch (error) {
    const { user } = parseConnectionString(connectionString);
    throw eventStoreError(error, isLoginRefused(error) ? `${PREPARING} as ${user}` : PREPARING);
  } finally {
    await connection.close();
  }
}
