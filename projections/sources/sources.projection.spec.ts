import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { snapshots } from './snapshots.projection.js';
import { snapshotTexts } from './snapshot-texts.projection.js';
import { sources } from './sources.projection.js';

const SOURCE = uuid(20);
const stream = `source-${SOURCE}`;
const SHA = 'c'.repeat(64);
const TEXT = {
  extractor: { name: 'plain', version: '1' },
  characters: 12,
  sha256: 'd'.repeat(64),
};
const CAPTURED = { sha256: SHA, bytes: 14, mediaType: 'text/plain', text: TEXT };

function registered(id = SOURCE) {
  return new RecordedHistory().record(`source-${id}`, 'SourceRegistered', {
    type: 'article',
    title: 'Talks begin',
    url: 'https://example.org/talks',
    publisher: { name: 'The GAZETTE' },
    publishedAt: '2025-10-14',
  });
}

it('shows a source as it was registered', () => {
  expect(fold(sources, registered().events).get(SOURCE)).toEqual({
    source_id: SOURCE,
    revision: 0,
    type: 'article',
    title: 'Talks begin',
    url: 'https://example.org/talks',
    publisher: { name: 'The GAZETTE' },
    publisher_name: 'the gazette',
    authors: null,
    published_at: '2025-10-14',
    language: null,
    withdrawn: null,
    recorded_by: uuid(1),
    recorded_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000001',
  });
});

it('takes on what an amendment names, takes away what it nulls, and keeps the rest', () => {
  const { events } = registered().record(stream, 'SourceAmended', {
    changes: { title: 'Talks have begun', publisher: null, language: 'en' },
  });
  expect(fold(sources, events).get(SOURCE)).toMatchObject({
    revision: 1,
    title: 'Talks have begun',
    publisher: null,
    publisher_name: null,
    language: 'en',
    url: 'https://example.org/talks',
  });
});

it.each([
  [{ type: 'statement' as const }, { type: 'statement' }],
  [{ title: 'Talks have begun' }, { title: 'Talks have begun' }],
  [{ url: 'https://example.org/t' }, { url: 'https://example.org/t' }],
  [{ url: null }, { url: null }],
  [{ authors: [{ name: 'B. Stone' }] }, { authors: [{ name: 'B. Stone' }] }],
  [{ authors: null }, { authors: null }],
  [{ publishedAt: '2025-10-15' }, { published_at: '2025-10-15' }],
  [{ publishedAt: null }, { published_at: null }],
  [{ language: 'de' }, { language: 'de' }],
  [{ language: null }, { language: null }],
])('changes nothing but what the amendment names: %j', (changes, shown) => {
  const full = { authors: [{ name: 'A. Weber' }], language: 'en' };
  const { events } = registered()
    .record(stream, 'SourceAmended', { changes: full })
    .record(stream, 'SourceAmended', { changes });
  const before = fold(sources, events.slice(0, 2)).get(SOURCE)!;
  expect(before).toMatchObject(full);
  expect(fold(sources, events).get(SOURCE)).toEqual({ ...before, revision: 2, ...shown });
});

it('shows the revision of every event, and its withdrawal', () => {
  const { events } = registered()
    .record(stream, 'SnapshotCaptured', CAPTURED)
    .record(stream, 'SnapshotTextTaken', { capture: 1, sha256: SHA, text: TEXT })
    .at('2025-10-16T00:00:00.000Z')
    .by(uuid(9))
    .record(stream, 'SourceWithdrawn', { reason: 'forged' });
  const taken = fold(sources, events.slice(0, 3)).get(SOURCE)!;
  expect(taken).toEqual({ ...fold(sources, registered().events).get(SOURCE), revision: 2 });
  expect(fold(sources, events).get(SOURCE)).toEqual({
    ...taken,
    revision: 3,
    withdrawn: { reason: 'forged', by: uuid(9), at: '2025-10-16T00:00:00.000Z' },
  });
});

it('keeps every capture of every source, and every text that was taken anew', () => {
  const OTHER = uuid(21);
  const fetched = { url: 'https://example.org/talks', finalUrl: 'https://example.org/t' };
  const { events } = registered()
    .record(stream, 'SnapshotCaptured', CAPTURED)
    .record(`source-${OTHER}`, 'SnapshotCaptured', {
      ...CAPTURED,
      mediaType: 'text/markdown',
      declaredType: '*/*',
      fetched,
    })
    .record(stream, 'SnapshotCaptured', { ...CAPTURED, text: { reason: 'it is a picture' } })
    .record(stream, 'SnapshotTextTaken', { capture: 2, sha256: SHA, text: TEXT });
  const rows = [...fold(snapshots, events).values()];
  expect(
    rows.map(({ source_id, media_type, has_text }) => [source_id, media_type, has_text]),
  ).toEqual([
    [SOURCE, 'text/plain', 1],
    [OTHER, 'text/markdown', 1],
    [SOURCE, 'text/plain', 0],
  ]);
  expect(rows[1]).toMatchObject({ declared_type: '*/*', fetched });
  expect(rows[2]).toEqual({
    snapshot: `${SOURCE}/0000000002`,
    source_id: SOURCE,
    sha256: SHA,
    media_type: 'text/plain',
    declared_type: null,
    bytes: 14,
    text: { reason: 'it is a picture' },
    has_text: 0,
    fetched: null,
    captured_by: uuid(1),
    captured_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000004',
  });
  expect([...fold(snapshotTexts, events).values()]).toEqual([
    {
      snapshot_text: '0000000000000005',
      source_id: SOURCE,
      capture: 2,
      sha256: SHA,
      text: TEXT,
      taken_at: '2025-10-14T08:00:00.000Z',
    },
  ]);
});

it('stops at an event of a source that was never registered', () => {
  const { events } = new RecordedHistory().record(stream, 'SourceWithdrawn', { reason: 'no' });
  expect(() => fold(sources, events)).toThrow(ImpossibleEventError);
});
