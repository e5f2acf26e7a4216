import { parse } from 'bcp-47';

/** As the events take it. */
export const LONGEST_LANGUAGE = 35;

/** What every well-formed tag looks like; most of what looks like this is none. */
export const LANGUAGE_SHAPE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;

/**
 * What keeps a text from being a language tag (BCP 47, RFC 5646): private use (`x-klingon`) and what is
 * grandfathered (`i-default`) are tags. Whether its parts are registered is not asked, for the registry
 * grows. Undefined where nothing is wrong.
 */
export function faultOfLanguage(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.length > LONGEST_LANGUAGE) return `must have at most ${LONGEST_LANGUAGE} characters`;
  const why = reason(value);
  return why === undefined
    ? undefined
    : `must be a BCP 47 language tag, such as en, pt-BR or x-klingon: ${why}`;
}

/**
 * The tag with upper and lower case as RFC 5646, 2.1.1, recommends it, so that equal tags are equal texts:
 * `zh-Hant-TW`, `sgn-BE-FR`, `en-CA-x-ca`. Nothing else is changed, deprecated tags stay what they are,
 * and what is no tag comes back as it is: some letters that no tag has become others in lower case.
 */
export function languageInItsCase(tag: string): string {
  if (faultOfLanguage(tag) !== undefined) return tag;
  let behindSingleton = false;
  return tag
    .toLowerCase()
    .split('-')
    .map((part, index) => {
      const keeps = index === 0 || behindSingleton;
      if (part.length === 1) behindSingleton = true;
      if (keeps) return part;
      if (/^[a-z]{2}$/.test(part)) return part.toUpperCase();
      return /^[a-z]{4}$/.test(part) ? `${part.charAt(0).toUpperCase()}${part.slice(1)}` : part;
    })
    .join('-');
}

function reason(tag: string): string | undefined {
  // The library lower-cases what it reads, and takes the Kelvin sign for a k.
  if (!/^[A-Za-z0-9-]*$/.test(tag)) return 'it has letters of a to z, digits and hyphens alone';
  if (tag.split('-').includes('')) return 'a hyphen stands between two parts that are not empty';
  let why: string | undefined;
  const { variants, extensions } = parse(tag, {
    normalize: false,
    warning: (reason, code, offset) => {
      why = told(tag, reason, code, offset);
      return undefined;
    },
  });
  return why ?? twice('variant', variants) ?? twice('extension', singletonsOf(extensions));
}

/** Returns the library's reason, or a better one where it says only that it could not read on. */
function told(tag: string, reason: string, code: number, offset: number): string {
  const [SUPERFLUOUS, PRIVATE_USE] = [6, 7];
  const rest = tag.slice(offset).replace(/^-/, '');
  if (code === SUPERFLUOUS && offset === 0) return 'it begins with two to eight letters';
  // What follows an x that is not alone is taken for an empty area of private use.
  if (code === PRIVATE_USE && rest !== '') return `"${tag.slice(offset - 1)}" is no part of one`;
  if (code === SUPERFLUOUS) return `"${rest}" is no part of one, or not there`;
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}

function singletonsOf(extensions: readonly { readonly singleton: string }[]): string[] {
  return extensions.map(({ singleton }) => singleton);
}

/** RFC 5646, 2.2.5 and 2.2.6: neither may be repeated, which the grammar alone lets pass. */
function twice(what: string, parts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const part of parts.map((each) => each.toLowerCase())) {
    if (seen.has(part)) return `it has the ${what} "${part}" twice`;
    seen.add(part);
  }
  return undefined;
}
