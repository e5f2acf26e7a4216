import { hashesText } from '../../events/source/sketch-hashes.js';
import type { SnapshotData } from '../../events/source/source-events.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { shingleKey, snapshotShingles } from './snapshot-shingles.projection.js';
import { snapshotSketches } from './snapshot-sketches.projection.js';
import { suggestionDismissals } from './suggestion-dismissals.projection.js';

const [SOURCE, OTHER] = [uuid(20), uuid(21)];
const SHA = 'a'.repeat(64);
const HASHES = Array.from({ length: 20 }, (_, n) => 4_294_967_295 - 19 + n);
const SNAPSHOT: SnapshotData = {
  sha256: SHA,
  bytes: 100,
  mediaType: 'text/plain',
  text: { extractor: { name: 'plain-text', version: '1' }, characters: 100, sha256: SHA },
  sketch: {
    algorithm: 'shingles/1',
    hashes: hashesText(Uint32Array.from(HASHES)),
    shingles: 20,
  },
};
const { sketch, ...unsketched } = SNAPSHOT;

const captured = (source: string, data: SnapshotData, history = new LedgerHistory()) =>
  history.record(`source-${source}`, 'SnapshotCaptured', data);

it('keeps the sketch of each snapshot for each source that has it', () => {
  const { events } = captured(OTHER, SNAPSHOT, captured(SOURCE, SNAPSHOT));
  const rows = fold(snapshotSketches, events);
  expect([...rows.keys()]).toEqual([`${SOURCE}/${SHA}`, `${OTHER}/${SHA}`]);
  expect(rows.get(`${OTHER}/${SHA}`)).toEqual({
    snapshot_sketch: `${OTHER}/${SHA}`,
    source_id: OTHER,
    sha256: SHA,
    sketch,
    recorded_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000002',
  });
});

it('indexes the sixteen least hashes', () => {
  const rows = [...fold(snapshotShingles, captured(SOURCE, SNAPSHOT).events).values()];
  const keys = HASHES.slice(0, 16).map((hash) => shingleKey(hash, '0000000000000001'));
  expect(rows).toEqual(keys.map((key) => ({ snapshot_shingle: key, source_id: SOURCE })));
  expect(keys[0]).toBe('ffffffec/0000000000000001');
  expect(shingleKey(7, '1')).toBe('00000007/1');
});

it('takes the sketch of the text that was taken out last, as of the first capture', () => {
  const other = { ...SNAPSHOT.sketch!, hashes: hashesText(Uint32Array.from([1, 2, 3])) };
  const text = { ...SNAPSHOT.text, sha256: 'b'.repeat(64) } as SnapshotData['text'];
  const { events } = captured(SOURCE, SNAPSHOT, captured(SOURCE, SNAPSHOT)).record(
    `source-${SOURCE}`,
    'SnapshotTextTaken',
    { capture: 1, sha256: SHA, text, sketch: other },
  );
  expect([...fold(snapshotSketches, events).values()]).toEqual([
    expect.objectContaining({ sketch: other, recorded_position: '0000000000000001' }),
  ]);
  expect([...fold(snapshotShingles, events).keys()].slice(-3)).toEqual(
    [1, 2, 3].map((hash) => shingleKey(hash, '0000000000000003')),
  );
});

it('has nothing of a snapshot without a sketch', () => {
  const { events } = captured(SOURCE, unsketched);
  expect(fold(snapshotSketches, events).size).toBe(0);
  expect(fold(snapshotShingles, events).size).toBe(0);
});

it('shows which suggestion was dismissed, and why', () => {
  const shared = { algorithm: 'shingles/1', snapshot: SHA, fromSnapshot: SHA, share: 1 };
  const { events } = new LedgerHistory().record(
    `source-${SOURCE}`,
    'DerivationSuggestionDismissed',
    { from: OTHER, suggestion: shared, reason: 'both quote the statement' },
  );
  expect([...fold(suggestionDismissals, events).values()]).toEqual([
    {
      suggestion: `${SOURCE}/${OTHER}`,
      source_id: SOURCE,
      from_id: OTHER,
      shared,
      reason: 'both quote the statement',
      recorded_by: uuid(1),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000001',
    },
  ]);
});
