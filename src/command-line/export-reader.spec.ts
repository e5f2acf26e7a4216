import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RecordedEvent } from '../../events/envelope.js';
import type { EventAnswer } from '../audit/event-answer.js';
import { CommandFailed } from './exit-codes.js';
import { EXPORT_HEAD, recordedEvent } from './export-format.js';
import { feedFromExport, readExport } from './export-reader.js';

const EXAMPLES = new URL('../../events/examples/', import.meta.url);

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fact-ledger-export-'));
  file = join(folder, 'export.ndjson');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One of every type and version, one behind the other. */
async function examples(): Promise<EventAnswer[]> {
  const names = (await readdir(EXAMPLES)).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, EXAMPLES), 'utf8')));
  return texts.map((text, n) => ({
    ...(JSON.parse(text) as EventAnswer),
    position: positionOf(n),
  }));
}

function positionOf(n: number): string {
  return String(n + 1).padStart(16, '0');
}

async function writeEvents(events: readonly EventAnswer[]): Promise<void> {
  await write([EXPORT_HEAD, ...events.map((event) => ({ event }))]);
}

/** Writes the lines, and the end that belongs to them. */
async function write(lines: readonly object[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const events = lines.filter((line) => 'event' in line).length;
  const sha256 = createHash('sha256').update(text).digest('hex');
  await writeFile(file, `${text}${JSON.stringify({ end: { events, sha256 } })}\n`);
}

async function refusal(): Promise<string> {
  try {
    for await (const _ of readExport(file));
  } catch (error) {
    expect(error).toBeInstanceOf(CommandFailed);
    return (error as CommandFailed).message.replaceAll(file, 'FILE');
  }
  throw new Error('it was read to the end');
}

it('gives back every event that is written, with the place of its line', async () => {
  const events = await examples();
  expect(events.length).toBeGreaterThan(20);
  await writeEvents(events);
  const read: RecordedEvent[] = [];
  const places: string[] = [];
  for await (const { line, place } of readExport(file)) {
    places.push(place);
    if ('event' in line) read.push(recordedEvent(line.event));
  }
  expect(read).toEqual(events.map(recordedEvent));
  expect(places).toEqual(Array.from({ length: events.length + 2 }, (_, n) => `${file}:${n + 1}`));
});

it('is a log between any two positions, as often as it is read', async () => {
  const events = await examples();
  await writeEvents(events);
  const feed = await feedFromExport(file);
  expect(await feed.head()).toBe(events.at(-1)!.position);
  const [after, until] = [events[3]!.position, events[9]!.position];
  for (const [options, expected] of [
    [{}, events],
    [{ after, until }, events.slice(4, 10)],
    [{ after }, events.slice(4)],
  ] as const) {
    const read: RecordedEvent[] = [];
    for await (const event of feed.readAll(options)) read.push(event);
    expect(read).toEqual(expected.map(recordedEvent));
  }
});

it('ends lines at line feeds alone, wherever the reads of the file end', async () => {
  const [event] = await examples();
  const data = { said: 'one\u2028two\u2029three\u0085🚢', long: 'ü'.repeat(400_000) };
  const lines = [0, 1, 2].map((n) => ({ ...event!, data, position: positionOf(n) }));
  await writeEvents(lines);
  const read: object[] = [];
  for await (const { line } of readExport(file)) if ('event' in line) read.push(line.event.data);
  expect(read).toEqual([data, data, data]);
});

describe('a line is refused', () => {
  it.each<[string, (event: EventAnswer) => object]>([
    ['with an id that is none', () => ({ id: 'x' })],
    ['with a negative revision', () => ({ revision: -1 })],
    ['with half a revision', () => ({ revision: 0.5 })],
    ['with a revision as text', () => ({ revision: '0' })],
    ['without data', () => ({ data: undefined })],
    ['with data that is no object', () => ({ data: 'text' })],
    ['without a time', ({ metadata }) => ({ metadata: { ...metadata, recordedAt: 'now' } })],
    ['without an actor', ({ metadata }) => ({ metadata: { ...metadata, actor: null } })],
    ['without a command', ({ metadata }) => ({ metadata: { ...metadata, commandId: 7 } })],
    ['without a schema version', () => ({ schemaVersion: 0 })],
  ])('%s', async (_, changes) => {
    const [event] = await examples();
    await write([EXPORT_HEAD, { event: { ...event!, ...changes(event!) } }]);
    expect(await refusal()).toBe('FILE:2 is no line of an export: it was changed or cut off');
  });

  it.each([
    ['a snapshot without bytes', { snapshot: { sha256: 'a'.repeat(64) } }],
    ['a snapshot whose name is none', { snapshot: { sha256: '../../etc', base64: '' } }],
    ['another head', EXPORT_HEAD],
    ['an end without a digest', { end: { events: 0 } }],
    ['a list', []],
  ])('that is %s', async (_, line) => {
    await write([EXPORT_HEAD, line]);
    expect(await refusal()).toBe('FILE:2 is no line of an export: it was changed or cut off');
  });

  it('that counts the events wrongly', async () => {
    await write([EXPORT_HEAD]);
    const text = (await readFile(file, 'utf8')).replace('"events":0', '"events":1');
    await writeFile(file, text);
    expect(await refusal()).toMatch(/^FILE was changed/);
  });
});
