import Type from 'typebox';

import { nullable } from '../queries/answer-fields.js';

/** What the answer to a capture has besides those of every write. */
export const CAPTURED = {
  sha256: Type.String(),
  bytes: Type.Integer(),
  mediaType: Type.String(),
  characters: nullable(Type.Integer({ description: 'Unicode code points of its text.' })),
  reason: nullable(Type.String({ description: 'Why it carries no text.' })),
};
