import Type from 'typebox';

import { REGIONS } from '../../../events/citation/citation-events.js';
import { MARK_KINDS, type ExtractedText } from '../../../events/source/source-events.js';
import { Problem } from '../../http/problem.js';
import { Count, Id, named, nullable } from '../../queries/answer-fields.js';
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
    capture: Type.Integer({ minimum: 1, description: 'Which capture of the source it is.' }),
    within: nullable(
      Type.Enum([...REGIONS], { description: 'Where on the page the passage stands.' }),
    ),
    page: Page,
    characters: Count,
    places: Type.Array(named('PlaceOnPage', { start: Count, end: Count, page: Page })),
    segments: Type.Array(
      named('PassageSegment', {
        kind: Type.Enum(['text', 'quoted', 'omitted']),
        start: Count,
        text: Type.String(),
        marks: Type.Optional(
          Type.Array(Type.Enum([...MARK_KINDS]), {
            description: 'What the document does with these words.',
          }),
        ),
      }),
      {
        description: 'In order, in Unicode code points. What is far from the passage is left out.',
      },
    ),
  },
  { $id: 'PassageInPlace', description: 'With `highlight`: the passage and what is around it.' },
);

interface Shown {
  readonly citationId: string;
  readonly cited: CitedPassage;
  readonly sha256: string;
  /** The capture of the citation's source. */
  readonly capture: number;
  readonly text: Exclude<ExtractedText, { readonly reason: string }>;
  readonly words: string;
  /** Code points to be shown before and after each place. */
  readonly context: number;
}

type PassageInSnapshot = CitedPassage & { readonly snapshot: string };

/** @throws Problem `not-found` where the citation has no passage in this snapshot. */
export function citedIn(
  cited: CitedPassage,
  citationId: string,
  sha256: string,
): PassageInSnapshot {
  const { snapshot, isQuote, places } = cited;
  if (snapshot !== sha256) {
    const where = snapshot === null ? 'no snapshot' : `the snapshot ${snapshot}`;
    throw new Problem('not-found', `The citation ${citationId} is of ${where}, not of this one.`);
  }
  if (!isQuote) {
    throw new Problem('not-found', 'The citation is of the source as a whole, not of a passage.');
  }
  if (places.length === 0) {
    throw new Problem('not-found', 'The quoted words were not found in this snapshot.');
  }
  return { ...cited, snapshot };
}

/** A passage that stands in the snapshot, with what is around it. */
export function shownPassage(shown: Shown): ShownPassage {
  const { citationId, cited, sha256, capture, text, words, context } = shown;
  const pageOf = (start: number) => (text.pages ? pageAt(text.pages, start) : null);
  const places = cited.places.map(({ start, end }) => ({ start, end, page: pageOf(start) }));
  return {
    citationId,
    snapshot: sha256,
    capture,
    within: cited.within,
    page: places[0]?.page ?? null,
    characters: text.characters,
    places,
    segments: segmentsOf(words, cited.places, cited.omitted, context, cited.marks),
  };
}
