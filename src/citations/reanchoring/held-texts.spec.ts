import type { ExtractedText } from '../../../events/source/source-events.js';
import { SnapshotStoreError } from '../../snapshots/snapshot-store.js';
import { SnapshotText } from '../anchoring/texts/snapshot-text.js';
import { HeldTexts } from './held-texts.js';
import type { Reading } from './readings.js';

function reading(event: string): Reading {
  const text = { extractor: { name: 'plain', version: '1' }, characters: 1, sha256: event };
  return { capture: 1, sha256: 'bytes', text, event };
}

let prepared: string[];
beforeEach(() => (prepared = []));

const texts = {
  prepared: async (extracted: ExtractedText) => {
    const sha256 = 'sha256' in extracted ? extracted.sha256 : '';
    prepared.push(sha256);
    if (sha256 === 'broken') throw new SnapshotStoreError('damaged', 'it is gone');
    return new SnapshotText(sha256);
  },
};

it('prepares the two texts of a look once, for however many looks', async () => {
  const held = new HeldTexts(texts);
  for (let n = 0; n < 1000; n += 1) {
    expect((await held.prepared(reading('later')))?.text).toBe('later');
    expect((await held.prepared(reading('cited')))?.text).toBe('cited');
  }
  expect(prepared).toEqual(['later', 'cited']);
});

it('holds the two that were needed last', async () => {
  const held = new HeldTexts(texts);
  for (const event of ['later', 'cited', 'later', 'another', 'later', 'another', 'cited']) {
    await held.prepared(reading(event));
  }
  expect(prepared).toEqual(['later', 'cited', 'another', 'cited']);
});

it('does not read again what cannot be read', async () => {
  const held = new HeldTexts(texts);
  for (let n = 0; n < 3; n += 1) {
    await expect(held.prepared(reading('broken'))).rejects.toThrow('it is gone');
  }
  expect(prepared).toEqual(['broken']);
});
