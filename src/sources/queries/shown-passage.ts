import Type from 'typebox';

import type { ExtractedText } from '../../../events/source/source-events.js';
import { Problem } from '../../http/problem.js';
import { Count, Id, nullable } from '../../queries/answer-fields.js';
import type { ShownPassage } from '../passage-page.js';
import { pageAt, segmentsOf } from '../passage-segments.js';
import type { CitedPassage } from './cited-passage.js';

const Page = nullable(
  Type.Integer({ minimum: 1, description: 'Of a snapshot that has pages, from 1.' }),
);

export const PassageAnswer = Type.Object(
  {
    citationId: Id,
    snapshot: Type.String(),
    page: Page,
    characters: Count,
    places: Type.Array(Type.Object({ start: Count, end: Count, page: Page })),
    segments: Type.Array(
      Type.Object({
        kind: Type.Enum(['text', 'quoted', 'omitted']),
        start: Count,
        text: Type.String(),
      }),
      {
        description: 'In order, in Unicode code points. What is far from the passage is left out.',
      },
    ),
  },
  { description: 'With `highlight`: the passage and what is around it.' },
);

interface Shown {
  readonly citationId: string;
  readonly cited: CitedPassage;
  readonly sha256: string;
  readonly text: Exclude<ExtractedText, { readonly reason: string }>;
  readonly words: string;
  /** Code points to be shown before and after each place. */
  readonly context: number;
}

/** @throws Problem `not-found` where the citation has no passage in this snapshot. */
export function shownPassage({
  citationId,
  cited,
  sha256,
  text,
  words,
  context,
}: Shown): ShownPassage {
  if (cited.snapshot !== sha256) {
    const where = cited.snapshot === null ? 'no snapshot' : `the snapshot ${cited.snapshot}`;
    throw new Problem('not-found', `The citation ${citationId} is of ${where}, not of this one.`);
  }
  if (!cited.isQuote) {
    throw new Problem('not-found', 'The citation is of the source as a whole, not of a passage.');
  }
  if (cited.places.length === 0) {
    throw new Problem('not-found', 'The quoted words were not found in this snapshot.');
  }
  const pageOf = (start: number) => (text.pages ? pageAt(text.pages, start) : null);
  const places = cited.places.map(({ start, end }) => ({ start, end, page: pageOf(start) }));
  return {
    citationId,
    snapshot: sha256,
    page: places[0]!.page,
    characters: text.characters,
    places,
    segments: segmentsOf(words, cited.places, cited.omitted, context),
  };
}
