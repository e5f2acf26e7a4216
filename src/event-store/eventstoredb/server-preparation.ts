import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  type StreamACL,
  type StreamMetadata,
} from '@eventstore/db-client';
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';

import { allOf } from './inflow.js';
import {
  eventStoreError,
  isAccessDenied,
  isStreamNotFound,
  isWrongExpectedVersion,
} from './server-failure.js';

/**
 * The stream that holds the access lists of all streams without one of their own, and the type of its
 * events. https://docs.kurrent.io/server/v25.0/security/user-authorization.html#default-acl
 */
const SETTINGS = '$settings';
const ALL = '$all';

/** Nobody but the server's own administrators deletes streams, or sets how long events are kept. */
const NEVER = { $d: [], $mw: [] } as const;

/** Does not exist, and no probe makes it. */
const PROBED = 'claim-00000000-0000-7000-8000-000000000000';
/** What the probed stream is not at, so that what is allowed fails after all, and changes nothing. */
const ELSEWHERE = 7n;

type Settings = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Access lists are without effect: the server lets everybody do everything. */
export function isInsecure(connectionString: string): boolean {
  return /[?&]tls=false\b/i.test(connectionString);
}

/** The user in a connection string; undefined where it names none. */
export function userIn(connectionString: string): string | undefined {
  const [, user] = /^esdb(?:\+discover)?:\/\/([^:@/?]+):[^@/?]*@/.exec(connectionString) ?? [];
  return user === undefined ? undefined : decodeURIComponent(user);
}

/**
 * Sets the access lists so that no user but the administrators can delete a stream or set its metadata
 * (which could let events expire), and so that the ledger's user can read the whole log. Other entries
 * of the lists stay as they are. Doing it again changes nothing.
 *
 * @param connectionString of an administrator
 * @param user that the ledger connects as
 * @returns what was done, a sentence each; that all was there already is one, too.
 * @throws EventStoreError
 */
export function prepareServer(connectionString: string, user: string): Promise<string[]> {
  return withClient(connectionString, 'cannot prepare the event store', async (client) => [
    await forbidDeleting(client),
    await letRead(client, user),
  ]);
}

/**
 * Tries what the ledger's user may and may not do, without changing anything: every try expects a
 * stream at a revision at which it is not.
 *
 * @returns what is not as it is to be, a sentence each; none where the server is prepared.
 * @throws EventStoreError
 */
export function checkServer(connectionString: string): Promise<string[]> {
  if (isInsecure(connectionString)) {
    return Promise.resolve([
      'The server is insecure (tls=false): whoever reaches it can delete what is recorded.',
    ]);
  }
  return withClient(connectionString, 'cannot check the event store', async (client) => {
    const at = { expectedRevision: ELSEWHERE };
    const event = jsonEvent({ type: 'Probe', data: {} });
    const mayNot = async (tried: Promise<unknown>, finding: string) =>
      (await isAllowed(tried)) ? [finding] : [];
    const may = async (tried: Promise<unknown>, finding: string) =>
      (await isAllowed(tried)) ? [] : [finding];
    return [
      await mayNot(client.deleteStream(PROBED, at), 'The user can delete streams.'),
      await mayNot(
        client.setStreamMetadata(PROBED, {}, at),
        'The user can set the metadata of streams, and so let events expire.',
      ),
      await mayNot(
        client.appendToStream(SETTINGS, event, at),
        'The user is an administrator: it can change the access lists.',
      ),
      await may(client.appendToStream(PROBED, event, at), 'The user cannot append to streams.'),
      await may(
        allOf(client.readAll({ maxCount: 1 })),
        'The user cannot read the whole log ($all).',
      ),
    ].flat();
  });
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
async function isAllowed(tried: Promise<unknown>): Promise<boolean> {
  try {
    await tried;
    return true;
  } catch (error) {
    if (isAccessDenied(error)) return false;
    if (isWrongExpectedVersion(error) || isStreamNotFound(error)) return true;
    throw error;
  }
}

async function withClient<T>(
  connectionString: string,
  doing: string,
  work: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    return await work(client);
  } catch (error) {
    throw eventStoreError(error, doing);
  } finally {
    await client.dispose();
  }
}
