import type { FastifyReply } from 'fastify';
import Type from 'typebox';

import type { ExtractedText, SnapshotData } from '../../events/source/source-events.js';
import { recordedIn, writeAnswer, type Outcome } from '../deciding/outcome.js';
import { answerWrite, type WriteAnswer } from '../http/write-answer.js';
import { nullable } from '../queries/answer-fields.js';

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

export interface CaptureAnswer extends WriteAnswer, ToldText {
  readonly capture: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly declaredType: string | null;
}

/** @param known the newest capture, where the bytes and their type were its own */
export function captureAnswer(
  sourceId: string,
  outcome: Outcome,
  capture: number,
  known: SnapshotData | undefined,
): CaptureAnswer {
  const captured = recordedIn(outcome, 'SnapshotCaptured') ?? known;
  if (!captured) throw new Error('the snapshot is neither recorded nor known');
  const { sha256, bytes, mediaType, declaredType = null, text } = captured;
  return {
    ...writeAnswer(sourceId, outcome),
    capture,
    sha256,
    bytes,
    mediaType,
    declaredType,
    ...toldOf(text),
  };
}

/** What was captured, and whether it was new. */
export interface Captured {
  readonly answer: CaptureAnswer;
  /** False where the bytes and their type were those of the newest capture. */
  readonly isNew: boolean;
}

export function answerCapture(reply: FastifyReply, { answer, isNew }: Captured): CaptureAnswer {
  if (!isNew) {
    void reply.status(200);
    return answerWrite(reply, answer);
  }
  const { id, sha256, capture } = answer;
  return answerWrite(reply, answer, `/v1/snapshots/${sha256}?source=${id}&capture=${capture}`);
}
