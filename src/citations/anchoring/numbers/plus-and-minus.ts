import { MINUS_SIGNS } from '../../../text/characters.js';
import { matchEnd } from '../characters/match-end.js';

/** What stands between the first half of a compound and the next: TV- und Radiosender. */
const COMPOUND = 'und|oder|bzw\\.|sowie|och|eller|og';

/** A grade, a blood type, a name: AA+, O-, C++. A minus behind capitals alone, for elsewhere it is a hyphen. */
const SIGN_BEHIND = new RegExp(
  `(?:(?<=[\\p{L}\\p{Nd}]\\+{0,2})\\+{1,3}|(?<=(?<![\\p{L}\\p{M}\\p{N}\\-])\\p{Lu}{1,3})[${MINUS_SIGNS}])(?![\\p{L}\\p{M}\\p{N}]|[ \\t]*\\r?\\n| (?:${COMPOUND}) )`,
  'uy',
);

/** Returns where a plus or minus ends that belongs to the letters or digits before it; else the place itself. */
export function signEnd(text: string, at: number): number {
  return matchEnd(SIGN_BEHIND, text, at) ?? at;
}
