/** The scripts that are written from right to left, of those that a language is written in today. */
const RIGHT_TO_LEFT = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
]);

/**
 * The direction in which a language is written, for HTML's `dir`; `auto` where nothing is known of the tag.
 * By its script, since releases of Node have `textInfo` under several names.
 */
export function directionOf(language: string): 'ltr' | 'rtl' | 'auto' {
  const script = scriptOf(language);
  if (script === undefined) return 'auto';
  return RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}

function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    // Private use and what is grandfathered: tags, but no locales.
    return undefined;
  }
}
