import Type from 'typebox';

import type { ExtractedText, SnapshotData } from '../../events/source/source-events.js';
import { recordedIn } from '../deciding/outcome.js';
import { nullable } from '../queries/answer-fields.js';
import type { Done } from '../routes/command.js';
import type { Content } from '../snapshots/content.js';
import type { Hold, SnapshotTexts } from '../snapshots/snapshot-texts.js';
import { isNewest } from './captures.state.js';
import { sourceDecider, type SourceCommand } from './source.decider.js';

/** What is told of a capture's text. */
const TEXT = {
  characters: nullable(Type.Integer({ description: 'Unicode code points of its text.' })),
  reason: nullable(Type.String({ description: 'Why it carries no text.' })),
  unreadable: nullable(
    Type.Number({ description: 'Share of the drawn characters that have no Unicode.' }),
  ),
  language: nullable(Type.String({ description: 'As the document says of itself.' })),
};

const capture = Type.Integer({ minimum: 1, description: 'The first capture of a source is 1.' });

/** What the answer to a capture has besides those of every write. */
export const CAPTURED = {
  capture,
  sha256: Type.String(),
  bytes: Type.Integer(),
  mediaType: Type.String({ description: 'What the bytes are taken for.' }),
  declaredType: nullable(
    Type.String({
      description:
        'What was named, where that said nothing and the media type was told from the bytes.',
    }),
  ),
  ...TEXT,
};

export const KNOWN_CAPTURE =
  'Nothing is recorded: the very bytes and media type of the newest capture, which is shown.';

/** What the answer to a text taken anew has. */
export const TEXT_TAKEN = {
  capture,
  sha256: Type.String(),
  changed: Type.Boolean({ description: 'Whether the text, or what is told of it, differs.' }),
  ...TEXT,
};

export interface ToldText {
  /** Unicode code points; null where there is no text, and then `reason` says why. */
  readonly characters: number | null;
  readonly reason: string | null;
  readonly unreadable: number | null;
  readonly language: string | null;
}

export function toldOf(text: ExtractedText): ToldText {
  if ('reason' in text) {
    return { characters: null, reason: text.reason, unreadable: null, language: null };
  }
  const { characters, unreadable = null, language = null } = text;
  return { characters, reason: null, unreadable, language };
}

/** The data of a capture of these bytes: that of the newest one where they and their type are its own. */
export async function capturing(
  texts: SnapshotTexts,
  content: Content,
  declared: string,
  captures: readonly SnapshotData[],
  hold: Hold,
): Promise<SnapshotData> {
  const type = await texts.typeOf(content, declared);
  const isKnown = isNewest(captures, { sha256: content.sha256, mediaType: type.mediaType });
  return isKnown ? captures.at(-1)! : texts.capture(content, type, hold);
}

type Capturing = Pick<
  Done<{ readonly id: string }, unknown, unknown, SourceCommand>,
  'path' | 'outcome' | 'decided' | 'load'
>;

/** What {@link CAPTURED} describes. */
export async function captureAnswer({ path, outcome, decided, load }: Capturing) {
  const captured = recordedIn(outcome, 'SnapshotCaptured') ?? knownTo(decided);
  if (!captured) throw new Error('the snapshot is neither recorded nor known');
  const { sha256, bytes, mediaType, declaredType = null, text } = captured;
  // At the revision of what was recorded, for a retry may come after further captures.
  const { snapshots } = await load(sourceDecider, `source-${path.id}`, outcome.revision);
  return {
    capture: snapshots.length,
    sha256,
    bytes,
    mediaType,
    declaredType,
    ...toldOf(text),
  };
}

function knownTo(decided: SourceCommand | undefined): SnapshotData | undefined {
  return decided?.type === 'CaptureSnapshot' ? decided.snapshot : undefined;
}

export function captureLocation(
  { path: { id } }: Pick<Capturing, 'path'>,
  { sha256, capture }: { readonly sha256: string; readonly capture: number },
): string {
  return `/v1/snapshots/${sha256}?sourceId=${id}&capture=${capture}`;
}
