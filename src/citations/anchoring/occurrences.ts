/**
 * Where the pattern begins in the text, overlapping places included, in order. Knuth, Morris and
 * Pratt: the steps are at most twice the two lengths together whatever the texts are, where
 * `String.indexOf` may need their product ("aaaa…").
 */
export function* occurrences(text: Uint16Array, pattern: Uint16Array): Generator<number> {
  if (pattern.length === 0) return;
  const borders = bordersOf(pattern);
  let matched = 0;
  const first = pattern[0]!;
  for (let at = 0; at < text.length; at += 1) {
    if (matched === 0) {
      while (at < text.length && text[at] !== first) at += 1;
      if (at === text.length) return;
    }
    const unit = text[at]!;
    while (matched > 0 && pattern[matched] !== unit) matched = borders[matched - 1]!;
    if (pattern[matched] === unit) matched += 1;
    if (matched === pattern.length) {
      yield at - matched + 1;
      matched = borders[matched - 1]!;
    }
  }
}

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at);
  return units;
}

/** For each prefix of the pattern, the length of the longest other prefix that it ends with. */
function bordersOf(pattern: Uint16Array): Int32Array {
  const borders = new Int32Array(pattern.length);
  let border = 0;
  for (let at = 1; at < pattern.length; at += 1) {
    while (border > 0 && pattern[at] !== pattern[border]) border = borders[border - 1]!;
    if (pattern[at] === pattern[border]) border += 1;
    borders[at] = border;
  }
  return borders;
}
