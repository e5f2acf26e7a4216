import type { SnapshotData } from '../../events/source/source-events.js';
import { captureNamed, isNewest, isOtherText } from './captures.state.js';

const [ONE, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const extractor = { name: 'html', version: '1' };
const text = { extractor, sha256: 'c'.repeat(64), characters: 12 };
const sketch = (hashes: string) => ({ algorithm: 'minhash', hashes, shingles: 40 });
const captured = (sha256: string, mediaType = 'text/html; charset=UTF-8'): SnapshotData => ({
  sha256,
  bytes: 100,
  mediaType,
  declaredType: mediaType,
  text,
});

describe('a capture is named', () => {
  const captures = [captured(ONE), captured(OTHER), captured(ONE)];

  it.each<[string, Parameters<typeof captureNamed>[1], number | undefined]>([
    ['by nothing, which is the newest', {}, 3],
    ['by its number', { capture: 1 }, 1],
    ['by its bytes', { snapshot: OTHER }, 2],
    ['by bytes that were captured twice, which is the newest of them', { snapshot: ONE }, 3],
    ['by number and bytes', { capture: 1, snapshot: ONE }, 1],
    ['by a number and the bytes of another', { capture: 1, snapshot: OTHER }, undefined],
    ['by bytes that were never captured', { snapshot: 'd'.repeat(64) }, undefined],
    ['by a number that comes later', { capture: 4 }, undefined],
  ])('%s', (_, name, capture) => {
    const data = capture === undefined ? undefined : captures[capture - 1];
    expect(captureNamed(captures, name)).toEqual(data && { capture, data });
  });

  it('by nothing, where there is none', () => {
    expect(captureNamed([], {})).toBeUndefined();
  });
});

describe('the newest capture', () => {
  it.each([
    ['its own media type', 'text/html; charset=UTF-8', true],
    ['the type in another case, without the blank', 'Text/HTML;charset=utf-8', true],
    ['a tab for the blank', 'text/html;\tcharset=UTF-8', true],
    ['another charset', 'text/html; charset=UTF-16', false],
  ])('has the same bytes with %s: %s', (_, mediaType, is) => {
    expect(isNewest([captured(OTHER), captured(ONE)], { sha256: ONE, mediaType })).toBe(is);
  });

  it('is not an earlier one, and none where there is none', () => {
    const { mediaType } = captured(ONE);
    expect(isNewest([captured(ONE), captured(OTHER)], { sha256: ONE, mediaType })).toBe(false);
    expect(isNewest([], { sha256: ONE, mediaType })).toBe(false);
  });
});

describe('a text taken anew', () => {
  const before = { text, sketch: sketch('AAAA') };

  it('is no other by the release that took it', () => {
    expect(
      isOtherText(before, {
        ...before,
        text: { ...text, extractor: { ...extractor, version: '2' } },
      }),
    ).toBe(false);
  });

  it('is another with other words, or with another sketch of them', () => {
    expect(isOtherText(before, { ...before, text: { ...text, characters: 13 } })).toBe(true);
    expect(isOtherText(before, { ...before, sketch: sketch('BBBB') })).toBe(true);
  });

  it('is another where none is taken out now, or for another reason', () => {
    expect(isOtherText(before, { text: { reason: 'encrypted' } })).toBe(true);
    expect(isOtherText({ text: { reason: 'broken' } }, { text: { reason: 'encrypted' } })).toBe(
      true,
    );
    expect(isOtherText({ text: { reason: 'broken' } }, { text: { reason: 'broken' } })).toBe(false);
  });
});
