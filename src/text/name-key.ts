import { WHITE_SPACE } from './characters.js';
import { caseFolded } from './fold.js';

/**
 * A name or a topic as filters compare it: a client need not know how a publisher, a person or a topic is
 * capitalised, nor how its letters are composed. STRASSE is Straße, and İstanbul istanbul. Accents and
 * other marks stay, but blanks in a row are one: Müller is not Muller, nor Łódź Lodz, where one name must not stand for another.
 */
export function nameKey(name: string): string {
  return caseFolded(name).replace(BLANKS, ' ');
}

const BLANKS = new RegExp(`[${WHITE_SPACE}]+`, 'gu');
