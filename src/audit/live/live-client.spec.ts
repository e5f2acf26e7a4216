import { EventStream } from '../../../test/support/event-stream.js';
import { eventually } from '../../../test/support/eventually.js';
import { LiveClient } from './live-client.js';

const [FIRST, SECOND] = ['0000000000000001', '0000000000000002'];
const BUFFER = 100_000;

let cuts: number;
let client: LiveClient;
beforeEach(() => {
  cuts = 0;
  client = new LiveClient({
    selection: { audience: 'auditor' },
    after: FIRST,
    bufferBytes: BUFFER,
    mayStay: () => true,
    cut: () => (cuts += 1),
  });
});
afterEach(() => client.destroy());

it('has room for what is larger than its buffer alone, and else for as much as that', () => {
  expect(client.hasRoomFor(Buffer.alloc(2 * BUFFER))).toBe(true);
  client.advance(SECOND, Buffer.alloc(BUFFER - 10));
  expect(client.hasRoomFor(Buffer.alloc(10))).toBe(true);
  expect(client.hasRoomFor(Buffer.alloc(11))).toBe(false);
});

it('is where it was given something, or nothing, and never goes back', () => {
  client.advance(SECOND, undefined);
  expect(client.at).toBe(SECOND);
  client.advance(FIRST, undefined);
  expect(client.at).toBe(SECOND);
});

it('is waited for while much waits for it, and until it is over', async () => {
  await client.untilRoom();
  client.advance(SECOND, Buffer.alloc(50_000));
  let has = false;
  const room = client.untilRoom().then(() => (has = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(has).toBe(false);
  expect(client.stalledFor(performance.now())).toBeGreaterThan(0);
  client.resume();
  await room;
  expect(client.stalledFor(performance.now())).toBe(0);
  client.pause();
  client.advance(SECOND, Buffer.alloc(50_000));
  const over = client.untilRoom();
  client.destroy();
  await over;
});

it('ends once, with the id to go on from, and takes nothing more', async () => {
  client.begin(2_000);
  client.advance(SECOND, undefined);
  client.finish('dropped', 'It took too little.');
  client.finish('stopping', 'The server is stopping.');
  client.beat();
  client.advance('0000000000000003', Buffer.from('id: 3\ndata: {}\n\n'));
  const stream = new EventStream(client);
  await eventually(() => stream.isOver);
  expect(stream.events).toEqual([
    { id: FIRST, event: 'began', data: { after: FIRST } },
    { id: undefined, event: 'dropped', data: { reason: 'It took too little.', after: SECOND } },
  ]);
  expect(stream.comments).toEqual([]);
  expect(cuts).toBe(0);
});

it('is cut some seconds after its end', async () => {
  client.advance(SECOND, Buffer.alloc(50_000));
  client.finish('stopping', 'The server is stopping.');
  await eventually(() => cuts === 1);
});
