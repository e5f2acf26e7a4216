import { EventStream } from '../../../test/support/event-stream.js';
import { eventually } from '../../../test/support/eventually.js';
import { LIVE_SETTINGS, LiveLedger, STORE_KINDS } from '../../../test/support/live-ledger.js';
import type { LiveSelection } from './live-selection.js';

const EVERYTHING: LiveSelection = { audience: 'auditor' };

describe.each(STORE_KINDS)('over %s', (_, kindOf) => {
  const kind = kindOf();
  let ledger: LiveLedger;
  beforeEach(async () => (ledger = await LiveLedger.begin(kind)));
  afterEach(() => ledger.end());

  it('gives what comes, by one subscription for all, and none where nobody listens', async () => {
    const head = await ledger.head();
    const streams = [
      ledger.open(EVERYTHING, head),
      ledger.open(EVERYTHING, head),
      ledger.open(EVERYTHING, head),
    ];
    await eventually(() => ledger.subscriptions === 1);
    await ledger.append(30);
    const ids = await ledger.positionsAfter(head);
    await eventually(() => streams.every((stream) => stream.recorded.length === ids.length));
    for (const stream of streams) expect(stream.ids).toEqual(ids);
    expect(ledger.subscriptions).toBe(1);
    expect(await ledger.metrics.text([], new Map(), 0)).toContain('fact_ledger_live_clients 3');
    for (const stream of streams) stream.cutIn(0);
    await ledger.append(1);
    await eventually(async () =>
      /live_clients 0/.test(await ledger.metrics.text([], new Map(), 0)),
    );
    await ledger.append(5);
    const last = await ledger.head();
    const again = ledger.open(EVERYTHING, last);
    await eventually(() => ledger.subscriptions === 2);
    await ledger.append(1);
    await eventually(() => again.recorded.length > 0);
    expect(again.ids).toEqual(await ledger.positionsAfter(last));
  });

  it('says where it begins, and when to come back', async () => {
    const head = await ledger.head();
    const stream = ledger.open(EVERYTHING, head);
    await eventually(() => stream.events.length > 0);
    expect(stream.events).toEqual([{ id: head, event: 'began', data: { after: head } }]);
    expect(stream.retry).toBeGreaterThanOrEqual(2_000);
    expect(stream.retry).toBeLessThanOrEqual(5_000);
  });

  it('begins with nothing where nothing is recorded', async () => {
    await ledger.end();
    ledger = await LiveLedger.begin(kind, 0);
    const stream = ledger.open(EVERYTHING, '');
    await eventually(() => stream.events.length > 0);
    expect(stream.events).toEqual([{ id: undefined, event: 'began', data: { after: null } }]);
    await ledger.append(5);
    const ids = await ledger.positionsAfter();
    await eventually(() => stream.recorded.length === ids.length);
    expect(stream.ids).toEqual(ids);
  });

  it('doubles nothing for one who is further than the others', async () => {
    const head = await ledger.head();
    const others = ledger.open(EVERYTHING, head);
    await ledger.append(1);
    const first = await ledger.positionsAfter(head);
    await eventually(() => others.recorded.length === first.length);
    let release = () => {};
    ledger.released = new Promise((resolve) => (release = resolve));
    await ledger.append(20);
    const log = await ledger.eventsAfter(others.lastId);
    const middle = log[Math.floor(log.length / 2)]!.position;
    const further = ledger.open(EVERYTHING, middle);
    await eventually(() => further.events.length > 0);
    expect(others.recorded).toHaveLength(first.length);
    release();
    const ids = await ledger.positionsAfter(middle);
    await eventually(() => further.recorded.length >= ids.length);
    expect(further.ids).toEqual(ids);
  });

  it('tells while nothing happens that it is there', async () => {
    const stream = ledger.open(EVERYTHING, await ledger.head());
    await eventually(() => stream.comments.length > 1);
    expect(stream.comments[0]).toBe('heartbeat');
  });

  it('takes no more clients than may follow', async () => {
    const head = await ledger.head();
    const streams = Array.from({ length: LIVE_SETTINGS.liveClients }, () =>
      ledger.open(EVERYTHING, head),
    );
    let refused: unknown;
    try {
      ledger.open(EVERYTHING, head);
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'too-many-live-clients', extras: { retryAfter: 30 } });
    streams[0]!.cutIn(0);
    await ledger.append(1);
    await eventually(() => streams[0]!.isOver);
    expect(() => ledger.open(EVERYTHING, head)).not.toThrow();
  });

  it('ends with whoever may not stay', async () => {
    let mayStay = true;
    const head = await ledger.head();
    const [leaving, staying] = [
      ledger.open(EVERYTHING, head, () => mayStay),
      ledger.open(EVERYTHING, head),
    ];
    await eventually(() => leaving.events.length > 0);
    mayStay = false;
    await eventually(() => leaving.isOver);
    expect(leaving.ending).toMatchObject({ event: 'ended', data: { after: head } });
    expect(staying.isOver).toBe(false);
  });

  it('drops whoever takes too little, says where to go on, and keeps the others', async () => {
    const head = await ledger.head();
    const slow = ledger.live.open({
      selection: EVERYTHING,
      after: head,
      mayStay: () => true,
      cut: () => {},
    });
    const quick = ledger.open(EVERYTHING, head);
    await eventually(() => quick.events.length > 0);
    await ledger.append();
    const ids = await ledger.positionsAfter(head);
    await eventually(() => quick.recorded.length === ids.length);
    expect(slow.isOver).toBe(true);
    expect(slow.readableLength).toBeLessThan(LIVE_SETTINGS.liveBufferBytes + 1_000);
    const late = new EventStream(slow);
    await eventually(() => late.isOver);
    const got = late.ids;
    expect(got).toEqual(ids.slice(0, got.length));
    expect(got.length).toBeLessThan(ids.length);
    expect(late.ending).toEqual({
      id: undefined,
      event: 'dropped',
      data: { reason: expect.stringContaining('262144 bytes') as string, after: late.lastId },
    });
    expect(await ledger.metrics.text([], new Map(), 0)).toContain('live_clients_dropped_total 1');
    const resumed = ledger.open(EVERYTHING, late.lastId!);
    await eventually(() => resumed.recorded.length === ids.length - got.length);
    expect([...got, ...resumed.ids]).toEqual(ids);
  });

  it('reads for one who is far behind no faster than they take it, and holds up nobody', async () => {
    await ledger.append(300);
    const [first] = await ledger.eventsAfter();
    const slow = ledger.live.open({
      selection: EVERYTHING,
      after: first!.position,
      mayStay: () => true,
      cut: () => {},
    });
    const head = await ledger.head();
    const quick = ledger.open(EVERYTHING, head);
    await ledger.append(10);
    const ids = await ledger.positionsAfter(head);
    await eventually(() => quick.recorded.length === ids.length);
    expect(slow.isJoined).toBe(false);
    expect(slow.readableLength).toBeLessThan(LIVE_SETTINGS.liveBufferBytes);
    const late = new EventStream(slow);
    const all = await ledger.positionsAfter(first!.position);
    await eventually(() => late.recorded.length === all.length);
    expect(late.ids).toEqual(all);
  });

  it('goes on when the log is back, with all that was recorded meanwhile', async () => {
    const head = await ledger.head();
    const stream = ledger.open(EVERYTHING, head);
    await ledger.append(1);
    await eventually(() => stream.recorded.length > 0);
    ledger.failures = 3;
    await ledger.append(10);
    const ids = await ledger.positionsAfter(head);
    await eventually(() => stream.recorded.length >= ids.length);
    expect(stream.ids).toEqual(ids);
    expect(ledger.failures).toBe(0);
    expect(ledger.subscriptions).toBe(4);
    expect(stream.isOver).toBe(false);
  });

  it('drops a client that catches up where the log is away, and says where to go on', async () => {
    const others = ledger.open(EVERYTHING, await ledger.head());
    await eventually(() => ledger.subscriptions === 1);
    const [first] = await ledger.eventsAfter();
    ledger.failures = 1;
    const late = ledger.open(EVERYTHING, first!.position);
    await eventually(() => late.isOver);
    expect(late.ending).toMatchObject({ event: 'dropped', data: { after: first!.position } });
    expect(late.ending!.data['reason']).toBe('The log cannot be read now.');
    expect(others.isOver).toBe(false);
  });

  it('ends all streams with a last event when the server stops, and takes no others', async () => {
    const head = await ledger.head();
    const stream = ledger.open(EVERYTHING, head);
    await eventually(() => stream.events.length > 0);
    ledger.live.beforeApplicationShutdown();
    await eventually(() => stream.isOver);
    expect(stream.ending).toMatchObject({ event: 'stopping', data: { after: head } });
    expect(() => ledger.open(EVERYTHING, head)).toThrow('The server is stopping.');
  });
});
