import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Compile } from 'typebox/compile';

import { SnapshotCaptured, type ExtractedText } from '../../events/source/source-events.js';
import { openFileSnapshotStore } from './file-snapshot-store.js';
import type { SnapshotStore } from './snapshot-store.js';
import { SnapshotTexts } from './snapshot-texts.js';

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

let folder: string;
let store: SnapshotStore;
let reads: string[];
let texts: SnapshotTexts;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fact-ledger-snapshot-texts-'));
  const files = await openFileSnapshotStore(folder);
  reads = [];
  store = {
    put: (bytes) => files.put(bytes),
    keep: (content) => files.keep(content),
    receive: (chunks) => files.receive(chunks),
    get: (name) => {
      reads.push(name);
      return files.get(name);
    },
  };
  texts = new SnapshotTexts(store);
});
afterEach(async () => {
  await texts.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (name: string) => join(folder, name.slice(0, 2), name);
const kept = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

describe('SnapshotTexts', () => {
  it('keeps the bytes and the text, and gives what the event holds', async () => {
    const bytes = Buffer.from('# Phase *two*\r\n\r\nhas begun 😀');
    const text = 'Phase two\n\nhas begun 😀';
    const snapshot = await texts.capture(bytes, 'text/markdown; charset=utf-8');
    expect(snapshot).toMatchObject({
      sha256: sha256(bytes),
      bytes: bytes.length,
      mediaType: 'text/markdown; charset=utf-8',
      text: { extractor: { name: 'markdown' }, characters: 22, sha256: sha256(text) },
    });
    expect(Compile(SnapshotCaptured.schema).Check(snapshot)).toBe(true);
    expect(kept()).toEqual([sha256(bytes), sha256(text)].sort());
    expect(await store.get(snapshot.sha256)).toEqual(bytes);
    expect(await texts.textOf(snapshot.text)).toBe(text);
  });

  it('keeps plain text in UTF-8 once', async () => {
    const snapshot = await texts.capture(Buffer.from('so it is\r\n'), 'text/plain');
    expect(kept()).toEqual([snapshot.sha256]);
    expect(await texts.textOf(snapshot.text)).toBe('so it is\r\n');
  });

  it('gives the text back as it was, whatever is in it', async () => {
    // After the mark that is dropped, another that is text.
    const marked = await texts.capture(Buffer.from('\uFEFF\uFEFFa'), 'text/plain');
    expect(await texts.textOf(marked.text)).toBe('\uFEFFa');
    const latin = await texts.capture(Buffer.from([0x93, 0xe9]), 'text/plain; charset=latin1');
    expect(await texts.textOf(latin.text)).toBe('“é');
    const empty = await texts.capture(Buffer.from('<!-- -->'), 'text/markdown');
    expect(empty.text).toMatchObject({ characters: 0 });
    expect(await texts.textOf(empty.text)).toBe('');
  });

  it('keeps bytes without text', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]);
    const snapshot = await texts.capture(bytes, 'image/png');
    expect(snapshot.text).toEqual({ reason: 'No text is taken from image/png.' });
    expect(kept()).toEqual([sha256(bytes)]);
    expect(await texts.textOf(snapshot.text)).toBeUndefined();
    expect(reads).toEqual([]);
  });

  it('captures the same twice with the same result', async () => {
    const bytes = Buffer.from('a *b*');
    const both = await Promise.all([1, 2].map(() => texts.capture(bytes, 'text/markdown')));
    expect(both[0]).toEqual(both[1]);
    expect(kept()).toHaveLength(2);
  });

  it('refuses no bytes, and keeps nothing then', async () => {
    await expect(texts.capture(Buffer.alloc(0), 'text/plain')).rejects.toThrow(RangeError);
    expect(kept()).toEqual([]);
  });

  it('reads a text once, and forgets the oldest when there are too many', async () => {
    const captured: ExtractedText[] = [];
    for (const letter of ['a', 'b', 'c']) {
      captured.push((await texts.capture(Buffer.alloc(7_000_000, letter), 'text/plain')).text);
    }
    const [a, b, c] = captured as [ExtractedText, ExtractedText, ExtractedText];
    const readsFor = async (text: ExtractedText) => {
      reads.length = 0;
      expect(await texts.textOf(text)).toHaveLength(7_000_000);
      return reads.length;
    };
    // Two of them are 28 MB, all three too many.
    expect(await readsFor(a)).toBe(1);
    expect(await readsFor(a)).toBe(0);
    expect(await readsFor(b)).toBe(1);
    expect(await readsFor(a)).toBe(0);
    expect(await readsFor(c)).toBe(1);
    expect(await readsFor(b)).toBe(1);
    expect(await readsFor(c)).toBe(0);
  });

  it('gives a text that is larger than all it may remember', async () => {
    const { text } = await texts.capture(Buffer.alloc(20_000_000, 'a'), 'text/plain');
    expect(await texts.textOf(text)).toHaveLength(20_000_000);
    expect(await texts.textOf(text)).toHaveLength(20_000_000);
    expect(reads).toHaveLength(2);
  });

  it('says so where a text is damaged or lost', async () => {
    const snapshot = await texts.capture(Buffer.from('a *b*'), 'text/markdown');
    if ('reason' in snapshot.text) throw new Error(snapshot.text.reason);
    const file = fileOf(snapshot.text.sha256);
    writeFileSync(file, 'a *c*');
    await expect(texts.textOf(snapshot.text)).rejects.toMatchObject({ code: 'damaged' });
    rmSync(file);
    await expect(texts.textOf(snapshot.text)).rejects.toMatchObject({ code: 'damaged' });
    await texts.capture(Buffer.from('a *b*'), 'text/markdown');
    expect(await texts.textOf(snapshot.text)).toBe('a b');
  });
});
