import { isDeepStrictEqual } from 'node:util';

import type { SnapshotData, TextTakenData } from '../../events/source/source-events.js';

/** How a citation, or a reader, names a capture of a source. */
export interface CaptureName {
  /** The first capture is 1. */
  readonly capture?: number;
  /** SHA-256 of its bytes. */
  readonly snapshot?: string;
}

export interface NamedCapture {
  readonly capture: number;
  readonly data: SnapshotData;
}

/**
 * The capture that is named; of several with the same bytes the newest, and the newest of all where
 * nothing is named.
 *
 * @returns undefined where the source has none such.
 */
export function captureNamed(
  captures: readonly SnapshotData[],
  { capture, snapshot }: CaptureName,
): NamedCapture | undefined {
  const index =
    capture === undefined
      ? captures.findLastIndex(({ sha256 }) => snapshot === undefined || sha256 === snapshot)
      : capture - 1;
  const data = captures[index];
  if (!data || (snapshot !== undefined && data.sha256 !== snapshot)) return undefined;
  return { capture: index + 1, data };
}

/** Whether the bytes are those of the newest capture, and are taken for the same. */
export function isNewest(
  captures: readonly SnapshotData[],
  { sha256, mediaType }: Pick<SnapshotData, 'sha256' | 'mediaType'>,
): boolean {
  const newest = captures.at(-1);
  return newest?.sha256 === sha256 && alike(newest.mediaType) === alike(mediaType);
}

/** RFC 9110, 8.3.1: neither case nor blanks tell two media types apart, the case of a charset included. */
function alike(mediaType: string): string {
  return mediaType.toLowerCase().replace(/[\t ]/g, '');
}

/** Whether a text taken anew differs from the one before in more than the release that took it. */
export function isOtherText(
  before: Pick<TextTakenData, 'text' | 'sketch'>,
  anew: Pick<TextTakenData, 'text' | 'sketch'>,
): boolean {
  return !isDeepStrictEqual(withoutExtractor(before), withoutExtractor(anew));
}

function withoutExtractor({ text, sketch }: Pick<TextTakenData, 'text' | 'sketch'>) {
  if ('reason' in text) return { text };
  const { extractor: _, ...found } = text;
  return { text: found, sketch };
}
