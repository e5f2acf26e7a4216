import type { RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { ArrayFeed } from '../../test/support/array-feed.js';
import { eventually } from '../../test/support/eventually.js';
import { RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import type { EventStore } from '../event-store/event-store.js';
import { MemberDirectory } from './member-directory.js';

const KEY = 'a'.repeat(64);
const OTHER_KEY = 'b'.repeat(64);
const stream = `member-${uuid(5)}`;

function history(): RecordedEvent[] {
  const recorded = new RecordedHistory()
    .record(stream, 'MemberEnrolled', { name: 'Anna', organization: 'Desk', roles: ['admin'] })
    .record(stream, 'KeyIssued', { keyId: uuid(6), sha256: KEY })
    .record(stream, 'KeyRevoked', { keyId: uuid(6) });
  return [...recorded.events];
}

let directory: MemberDirectory;
afterEach(() => directory.stop());

type Log = Pick<EventStore, 'subscribe' | 'readAt'>;

function over(store: Log): MemberDirectory {
  return (directory = new MemberDirectory(store, ledgerCatalog));
}

it('knows who is recorded when it has started, and what is recorded after', async () => {
  const [enrolled, issued, revoked] = history();
  const feed = new ArrayFeed([enrolled, issued]);
  await over(feed).start();
  expect(directory.hasMemberWith('admin')).toBe(true);
  expect(directory.find(KEY)).toMatchObject({ actor: { id: uuid(5) }, revoked: false });
  feed.append(revoked);
  await eventually(() => directory.find(KEY)!.revoked);
});

it('does not start over a log that cannot be read', async () => {
  const away = new Error('the event store is away');
  const started = over({
    readAt: () => Promise.reject(away),
    async *subscribe() {
      throw away;
    },
  }).start();
  await expect(started).rejects.toBe(away);
});

it('keeps what it knows where the log goes away, and follows it on', async () => {
  const [enrolled, issued, revoked] = history();
  const feed = new ArrayFeed([enrolled, issued]);
  let goAway = () => {};
  let away = false;
  const store: Log = {
    readAt: (position) => feed.readAt(position),
    subscribe(options) {
      // A log that is away ends every subscription at once.
      if (away) return new ArrayFeed().subscribe({ signal: AbortSignal.abort() });
      const gone = new AbortController();
      goAway = () => gone.abort();
      return feed.subscribe({ ...options, signal: AbortSignal.any([options.signal, gone.signal]) });
    },
  };
  await over(store).start();
  away = true;
  goAway();
  await eventually(() => directory.status.retrying !== null);
  expect(directory.find(KEY)).toMatchObject({ revoked: false });
  away = false;
  feed.append(revoked);
  await eventually(() => directory.find(KEY)!.revoked);
  expect(directory.status).toEqual({ caughtUp: true, retrying: null, halt: null });
});

it('forgets whom a log does not know any more that has lost its end', async () => {
  const [enrolled, issued, revoked] = history();
  let feed = new ArrayFeed([enrolled, issued, revoked]);
  let cut = () => {};
  const store: Log = {
    readAt: (position) => feed.readAt(position),
    subscribe(options) {
      const gone = new AbortController();
      cut = () => gone.abort();
      return feed.subscribe({ ...options, signal: AbortSignal.any([options.signal, gone.signal]) });
    },
  };
  await over(store).start();
  expect(directory.find(KEY)).toMatchObject({ revoked: true });
  // An older copy that has gone on since: another event stands where the last one stood.
  const other = new RecordedHistory()
    .record(stream, 'MemberEnrolled', { name: 'Anna', organization: 'Desk', roles: ['admin'] })
    .record(stream, 'MemberRolesChanged', { roles: ['reviewer'] })
    .record(stream, 'KeyIssued', { keyId: uuid(7), sha256: OTHER_KEY });
  feed = new ArrayFeed([...other.events]);
  cut();
  await eventually(() => directory.find(OTHER_KEY) !== undefined);
  expect(directory.find(KEY)).toBeUndefined();
  expect(directory.find(OTHER_KEY)).toMatchObject({
    revoked: false,
    actor: { roles: ['reviewer'] },
  });
  expect(directory.hasMemberWith('admin')).toBe(false);
});

it('halts before an event that it cannot read, and names it', async () => {
  const [enrolled, issued, revoked] = history();
  const feed = new ArrayFeed([enrolled, issued]);
  await over(feed).start();
  feed.append({ ...revoked, schemaVersion: 99 });
  await eventually(() => directory.status.halt !== null);
  expect(directory.status.halt?.position).toBe(revoked!.position);
  expect(directory.status.halt?.reason).toMatch(/^UnknownEventError: /);
});
