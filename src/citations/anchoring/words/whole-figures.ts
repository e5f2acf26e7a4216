import { LOWERED, RAISED } from '../../../text/characters.js';
import type { Place } from '../../../text/place.js';
import { letterEnd } from '../characters/marks-on-letters.js';
import { asideAt } from '../numbers/note-signs.js';
import { withWholeNumbers } from '../numbers/numbers.js';
import { withWholeQuantities } from '../numbers/whole-quantities.js';
import { divisionEnd, divisionStart } from './word-edges.js';

const RAISED_OR_LOWERED = new RegExp(`^[${RAISED}${LOWERED}]`, 'u');

/**
 * The place with the whole of a quantity, a unit's power, an index, a divided word or a letter with its
 * marks that it would cut.
 */
export function withWholeFigures(
  text: string,
  place: Place,
  marked: readonly Place[],
  language = 'en',
): Place {
  const numbers = withWholeNumbers(text, place, marked);
  const { start: first, end: last } = withWholeQuantities(
    text,
    numbers,
    marked,
    language.split('-')[0]!,
  );
  const start = divisionStart(text, first);
  const end = letterEnd(text, divisionEnd(text, last));
  if (end === text.length || !RAISED_OR_LOWERED.test(text[end]!)) return { start, end };
  const aside = asideAt(text, end);
  return { start, end: aside && aside.role !== 'note' ? aside.end : end };
}
