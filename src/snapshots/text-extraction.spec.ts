import { setTimeout as pause } from 'node:timers/promises';

import { inflating, pdfFile } from '../../test/support/pdf-file.js';
import type { ThreadLimits } from '../runtime/timed-threads.js';
import { TextExtraction } from './text-extraction.js';

const opened: TextExtraction[] = [];
function extraction(limits: Partial<ThreadLimits> = {}): TextExtraction {
  const made = new TextExtraction(limits);
  opened.push(made);
  return made;
}
afterAll(() => Promise.all(opened.map((each) => each.close())));

const ENDLESS = Buffer.from('><?  \n_---\n'.repeat(90_000));
const extractedOf = async (from: TextExtraction, bytes: Uint8Array, type = 'text/markdown') =>
  (await from.extract(bytes, type)).extracted;

describe('TextExtraction', () => {
  it('takes texts out of every kind of file, and leaves the bytes as they are', async () => {
    const texts = extraction();
    for (const [type, bytes, text] of [
      ['text/plain', Buffer.from('a *b*'), 'a *b*'],
      ['text/plain', Buffer.alloc(2_000_000, 'a'), 'a'.repeat(2_000_000)],
      ['text/markdown', Buffer.from('a *b*'), 'a b'],
      ['text/html', Buffer.from('<p>a <b>b</b>'), 'a b'],
      ['application/pdf', pdfFile([['a b']]), 'a b'],
    ] as const) {
      const before = Buffer.from(bytes);
      expect(await texts.extract(bytes, type)).toMatchObject({ text });
      expect(Buffer.compare(before, bytes)).toBe(0);
    }
    expect(await texts.extract(Buffer.from('x'), 'image/png')).toEqual({
      extracted: { reason: 'No text is taken from image/png.' },
    });
  });

  it.each<[string, string | Uint8Array, string, object]>([
    ['what is named is believed', 'a <b>', 'text/markdown', { mediaType: 'text/markdown' }],
    ['what cannot be a type is left', 'a', 'text', { mediaType: 'text' }],
    [
      'markup is told in place',
      '<p>a',
      'Application/Octet-Stream',
      { mediaType: 'text/html', declaredType: 'Application/Octet-Stream' },
    ],
    [
      'a picture is told in a thread',
      Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2Q==', 'base64'),
      '*/*',
      { mediaType: 'image/jpeg', declaredType: '*/*' },
    ],
    [
      'an archive cut off is none that hangs',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200_000, 0xff)]),
      'binary/octet-stream',
      { mediaType: 'application/zip', declaredType: 'binary/octet-stream' },
    ],
    [
      'bytes of no kind stay octets',
      Buffer.from([0, 1, 2]),
      'application/octet-stream',
      { mediaType: 'application/octet-stream' },
    ],
  ])('tells the media type: %s', async (_, bytes, declared, told) => {
    expect(await extraction().typeOf(Buffer.from(bytes as string), declared)).toEqual(told);
  });

  it('ends what takes too long, while this process goes on, and reads the next', async () => {
    const texts = extraction({ timeMs: 4000, threads: 1 });
    const hostile = extractedOf(texts, ENDLESS);
    let longest = 0;
    let done = false;
    void hostile.then(() => (done = true));
    for (let before = performance.now(); !done; before = performance.now()) {
      await pause(20);
      longest = Math.max(longest, performance.now() - before - 20);
    }
    expect(await hostile).toEqual({ reason: 'Its text takes longer than 4 s to take out.' });
    // Nothing waits for the file; what remains is for the machine that runs the test.
    expect(longest).toBeLessThan(1000);
    expect(await texts.extract(Buffer.from('a *b*'), 'text/markdown')).toMatchObject({
      text: 'a b',
    });
  });

  it('ends what takes too much memory, and reads the next', async () => {
    const texts = extraction({ heapMb: 64, timeMs: 50_000 });
    expect(await extractedOf(texts, Buffer.from('<b>a'.repeat(2_000_000)), 'text/html')).toEqual({
      reason: 'Its text takes more memory to take out than a file may have.',
    });
    expect(await texts.extract(Buffer.from('<p>a'), 'text/html')).toMatchObject({ text: 'a' });
  });

  it.each<[string, Uint8Array, string]>([
    ['10 MB of <div>', Buffer.from('<div>'.repeat(2_000_000)), 'text/html'],
    ['elements in elements', Buffer.from(`${'<div><p>'.repeat(20_000)}a`), 'text/html'],
    ['tables in tables', Buffer.from('<table><tr><td>a'.repeat(15_000)), 'text/html'],
    ['a PDF that unfolds', pdfFile([inflating(100_000_000)]), 'application/pdf'],
    ['garbage', Buffer.alloc(1_000_000, '\x93\0<'), 'application/pdf'],
  ])('comes to an end with %s', async (_, bytes, type) => {
    const extracted = await extractedOf(extraction({ timeMs: 4000 }), bytes, type);
    expect('reason' in extracted ? extracted.reason : extracted.characters).toBeTruthy();
  });

  it('lets files wait for their turn, so many and so long', async () => {
    const texts = extraction({ timeMs: 4000, threads: 1, waiting: 1, waitMs: 500 });
    const first = extractedOf(texts, ENDLESS);
    const second = extractedOf(texts, Buffer.from('a'));
    await expect(extractedOf(texts, Buffer.from('b'))).rejects.toMatchObject({
      name: 'QueueFullError',
      message: 'Too much waits already.',
    });
    await expect(second).rejects.toMatchObject({
      name: 'QueueFullError',
      message: 'It had no turn within 0.5 s.',
    });
    // Plain text needs no turn.
    expect(await extractedOf(texts, Buffer.from('c'), 'text/plain')).toMatchObject({
      characters: 1,
    });
    expect(await first).toMatchObject({ reason: expect.stringContaining('4 s') as string });
    expect(await extractedOf(texts, Buffer.from('d'))).toMatchObject({ characters: 1 });
  });

  it('refuses what it is at when it is closed, and all that comes later', async () => {
    const texts = extraction();
    const first = extractedOf(texts, ENDLESS);
    const refused = expect(first).rejects.toMatchObject({ name: 'QueueFullError' });
    await pause(500);
    await texts.close();
    await refused;
    await expect(extractedOf(texts, Buffer.from('a'))).rejects.toThrow('The server is stopping.');
  });
});
