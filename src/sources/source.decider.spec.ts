import type { SnapshotData, SourceDescription } from '../../events/source/source-events.js';
import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { sourceDecider, type SourceCommand } from './source.decider.js';

const description: SourceDescription = {
  type: 'article',
  title: 'Talks begin',
  url: 'https://gazette.example/talks',
  publisher: { name: 'The Gazette' },
};
const TEXT = {
  extractor: { name: 'plain', version: '1' },
  characters: 12,
  sha256: 'b'.repeat(64),
};
const snapshot: SnapshotData = {
  sha256: 'a'.repeat(64),
  bytes: 12,
  mediaType: 'text/plain',
  text: TEXT,
};
const other: SnapshotData = { ...snapshot, sha256: 'c'.repeat(64), text: { reason: 'an image' } };

const registered = { type: 'SourceRegistered', data: description } as const;
const captureOf = (data: SnapshotData) => ({ type: 'SnapshotCaptured', data }) as const;
const captured = { type: 'SnapshotCaptured', data: snapshot } as const;
const withdrawn = { type: 'SourceWithdrawn', data: { reason: 'forged' } } as const;
const amend = (changes: Extract<SourceCommand, { type: 'AmendSource' }>['changes']) =>
  ({ type: 'AmendSource', changes }) as const;

describe('registering a source', () => {
  it('records its description', () => {
    const decision = given(sourceDecider).when({ type: 'RegisterSource', description });
    expect(decision).toEqual({ events: [registered] });
  });

  it('is refused a second time', () => {
    const decision = given(sourceDecider, registered).when({ type: 'RegisterSource', description });
    expect(refusalOf(decision)).toBe('rule source-already-registered');
  });

  it('is refused for a day that is on no calendar', () => {
    const decision = given(sourceDecider).when({
      type: 'RegisterSource',
      description: { ...description, publishedAt: '2025-02-29' },
    });
    expect(refusalOf(decision)).toBe('invalid no-such-date /publishedAt');
  });
});

describe('amending a source', () => {
  it('records what differs, and null for what is taken away', () => {
    const decision = given(sourceDecider, registered).when(
      amend({ type: 'interview', title: 'Talks begin', url: null, authors: null }),
    );
    expect(decision).toEqual({
      events: [{ type: 'SourceAmended', data: { changes: { type: 'interview', url: null } } }],
    });
    expect(given(sourceDecider, registered, ...eventsOf(decision)).state.description).toEqual({
      type: 'interview',
      title: 'Talks begin',
      publisher: { name: 'The Gazette' },
    });
  });

  it.each([
    ['without changes', amend({})],
    ['with what is there', amend({ title: 'Talks begin', publisher: { name: 'The Gazette' } })],
    ['that takes away what is not there', amend({ language: null })],
  ])('is refused %s', (_, command) => {
    const decision = given(sourceDecider, registered).when(command);
    expect(refusalOf(decision)).toBe('rule nothing-changed');
  });

  it('sees no change in an object of another class', () => {
    const publisher = new (class {
      name = 'The Gazette';
    })();
    const decision = given(sourceDecider, registered).when(amend({ publisher }));
    expect(refusalOf(decision)).toBe('rule nothing-changed');
  });

  it('is refused for a day that is on no calendar', () => {
    const decision = given(sourceDecider, registered).when(amend({ publishedAt: '2025-13' }));
    expect(refusalOf(decision)).toBe('invalid no-such-date /publishedAt');
  });

  it('is refused once the source is withdrawn', () => {
    const decision = given(sourceDecider, registered, withdrawn).when(amend({ title: 'Other' }));
    expect(refusalOf(decision)).toBe('rule source-withdrawn');
  });
});

describe('capturing a snapshot', () => {
  it('records it, in order', () => {
    const decision = given(sourceDecider, registered, captured).when({
      type: 'CaptureSnapshot',
      snapshot: other,
    });
    expect(decision).toEqual({ events: [{ type: 'SnapshotCaptured', data: other }] });
    const { state } = given(sourceDecider, registered, captured, ...eventsOf(decision));
    expect(state.snapshots).toEqual([snapshot, other]);
  });

  it.each<[string, SnapshotData[], Partial<SnapshotData>]>([
    ['the very bytes and type of the newest', [snapshot], {}],
    ['a type that only differs in its letters', [snapshot], { mediaType: 'Text/Plain' }],
    ['what was captured a third time', [snapshot, other, snapshot], {}],
  ])('records nothing for %s', (_, before, changes) => {
    const decision = given(sourceDecider, registered, ...before.map(captureOf)).when({
      type: 'CaptureSnapshot',
      snapshot: { ...snapshot, ...changes },
    });
    expect(decision).toEqual({ events: [] });
  });

  it.each<[string, SnapshotData[], SnapshotData]>([
    ['the same bytes of another type', [snapshot], { ...snapshot, mediaType: 'text/html' }],
    [
      'the same bytes in another charset',
      [snapshot],
      { ...snapshot, mediaType: 'text/plain; charset=koi8-r' },
    ],
    ['bytes that it had before others', [snapshot, other], snapshot],
  ])('records %s as another capture', (_, before, again) => {
    const decision = given(sourceDecider, registered, ...before.map(captureOf)).when({
      type: 'CaptureSnapshot',
      snapshot: again,
    });
    expect(decision).toEqual({ events: [captureOf(again)] });
  });

  it('is refused once the source is withdrawn', () => {
    const decision = given(sourceDecider, registered, withdrawn).when({
      type: 'CaptureSnapshot',
      snapshot,
    });
    expect(refusalOf(decision)).toBe('rule source-withdrawn');
  });
});

describe('taking a text anew', () => {
  const text: SnapshotData['text'] = { ...TEXT, sha256: 'f'.repeat(64), language: 'en' };
  const take = (changes: Partial<Extract<SourceCommand, { type: 'TakeText' }>> = {}) =>
    ({ type: 'TakeText', capture: 1, text, ...changes }) as const;
  const start = [registered, captured, captureOf(other)] as const;

  it('records it, and the capture has it from then on', () => {
    const decision = given(sourceDecider, ...start).when(take());
    const data = { capture: 1, sha256: snapshot.sha256, text };
    expect(decision).toEqual({ events: [{ type: 'SnapshotTextTaken', data }] });
    const { state } = given(sourceDecider, ...start, ...eventsOf(decision));
    expect(state.snapshots).toEqual([{ ...snapshot, text }, other]);
  });

  it('records one where there was none', () => {
    const decision = given(sourceDecider, ...start).when(take({ capture: 2 }));
    expect(eventsOf(decision)).toMatchObject([{ data: { capture: 2, sha256: other.sha256 } }]);
  });

  it('records a text that only tells more of its words', () => {
    const marks = [{ kind: 'struck' as const, start: 1, end: 3 }];
    const decision = given(sourceDecider, ...start).when(take({ text: { ...TEXT, marks } }));
    expect(eventsOf(decision)).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof take>[0]]>([
    [
      'the same text by another release',
      { text: { ...TEXT, extractor: { name: 'x', version: '2' } } },
    ],
    ['no text for the same reason', { capture: 2, text: { reason: 'an image' } }],
  ])('records nothing for %s', (_, changes) => {
    expect(given(sourceDecider, ...start).when(take(changes))).toEqual({ events: [] });
  });

  it.each<[string, Parameters<typeof take>[0]]>([
    ['not-found capture-unknown', { capture: 3 }],
    ['rule text-not-taken', { text: { reason: 'it takes too long' } }],
  ])('is refused: %s', (refusal, changes) => {
    expect(refusalOf(given(sourceDecider, ...start).when(take(changes)))).toBe(refusal);
  });

  it('is refused once the source is withdrawn', () => {
    expect(refusalOf(given(sourceDecider, ...start, withdrawn).when(take()))).toBe(
      'rule source-withdrawn',
    );
  });
});

describe('withdrawing a source', () => {
  const withdraw = { type: 'WithdrawSource', reason: 'forged' } as const;

  it('records the reason', () => {
    const decision = given(sourceDecider, registered).when(withdraw);
    expect(decision).toEqual({ events: [withdrawn] });
    expect(given(sourceDecider, registered, withdrawn).state.withdrawn).toBe(true);
  });

  it('is refused a second time', () => {
    const decision = given(sourceDecider, registered, withdrawn).when(withdraw);
    expect(refusalOf(decision)).toBe('rule source-already-withdrawn');
  });
});

it.each<SourceCommand>([
  amend({ title: 'Other' }),
  { type: 'CaptureSnapshot', snapshot },
  { type: 'TakeText', capture: 1, text: TEXT },
  { type: 'WithdrawSource', reason: 'forged' },
])('nothing happens to an unknown source: $type', (command) => {
  expect(refusalOf(given(sourceDecider).when(command))).toBe('not-found source-unknown');
});
