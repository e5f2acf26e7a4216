/**
 * Latin letters in lower case that have no decomposition in Unicode, and what is typed for them: the
 * letters of CLDR's transliteration Latin-ASCII (common/transforms/Latin-ASCII.xml, Unicode licence).
 */
const LATIN: Readonly<Record<string, string>> = {
  a: 'ᴀᶏⱥ',
  aa: 'ꜳ',
  ae: 'æᴁ',
  ao: 'ꜵ',
  au: 'ꜷ',
  av: 'ꜹꜻ',
  ay: 'ꜽ',
  b: 'ƀƃɓʙᴃᵬᶀ',
  c: 'ƈȼɕᴄꞓ',
  d: 'ðđƌȡɖɗᴅᴆᵭᶁᶑꝱꝺ',
  db: 'ȸ',
  dz: 'ʣʥ',
  e: 'ɇɛᴇᶒᶓⱸ',
  f: 'ƒᵮᶂꜰꝼ',
  g: 'ǥɠɡɢʛᶃꞡ',
  h: 'ħɦɧʜⱨ',
  hv: 'ƕ',
  i: 'ıɨɩɪᵻᶖ',
  j: 'ȷɉɟʝᴊ',
  k: 'ƙᴋᶄⱪꝁꝃꝅꞣ',
  l: 'łƚȴɫɬɭʟᴌᶅⱡꝇꝉꝲ',
  ll: 'ỻ',
  ls: 'ʪ',
  lz: 'ʫ',
  m: 'ɱᴍᵯᶆꝳ',
  n: 'ŋƞȵɲɳɴᵰᶇꝴꞑꞥ',
  o: 'øᴏⱺꝋꝍ',
  oe: 'œɶ',
  oi: 'ƣ',
  oo: 'ꝏ',
  p: 'ƥᴘᵱᵽᶈꝑꝓꝕ',
  q: 'ĸʠꝗꝙ',
  qp: 'ȹ',
  r: 'ɍɼɽɾʀᵲᵳᶉꝵꝶꞧ',
  s: 'ȿʂᵴᶊẜẝꜱꞩ',
  ss: 'ß',
  t: 'ŧƫƭȶʈᴛᵵⱦꝷꞇ',
  th: 'þᵺꝥꝧ',
  ts: 'ʦ',
  u: 'ʉᴜᵾᶙ',
  ue: 'ᵫ',
  v: 'ʋᴠᶌỽⱱⱴꝟ',
  vy: 'ꝡ',
  w: 'ᴡⱳ',
  x: 'ᶍ',
  y: 'ƴɏʏỿ',
  z: 'ƶȥɀʐʑᴢᵶᶎⱬ',
};

/**
 * Arabic letters that are written for one another: alef wasla for alef, dotless yeh for yeh and teh marbuta for
 * heh (https://lucene.apache.org/core/10_0_0/analysis/common/org/apache/lucene/analysis/ar/ArabicNormalizer.html),
 * and yeh and kaf of Persian and Urdu keyboards (PersianNormalizer, beside it). What has a hamza above
 * or below, or a madda, decomposes.
 */
const ARABIC: Readonly<Record<string, string>> = {
  '\u0627': '\u0671',
  '\u064A': '\u0649\u06CC',
  '\u0643': '\u06A9',
  '\u0647': '\u0629\u06C1\u06D5',
};

const FOLDED = new Map(
  [LATIN, ARABIC].flatMap((letters) =>
    Object.entries(letters).flatMap(([typed, written]) =>
      Array.from(written, (letter) => [letter, typed] as const),
    ),
  ),
);
const ANY = new RegExp(`[${[...FOLDED.keys()].join('')}]`, 'gu');

/** The text with what is typed for such letters in their place. @param text in lower case, decomposed. */
export function withTypedLetters(text: string): string {
  return text.replace(ANY, (letter) => FOLDED.get(letter) ?? letter);
}
