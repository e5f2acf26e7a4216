import { LONGEST_URL } from '../../events/fields.js';
import { withoutOuterBlanks } from '../text/names.js';
import { urlIn } from '../text/url.js';
import { faultOfText } from './values.js';

/**
 * A URL as the ledger keeps it: as the parser of the WHATWG URL standard writes it, so that one page has
 * one address. Blanks at its ends and line ends within it are gone, the host is in lower case and in
 * Punycode, a port that goes without saying is left out. What is no URL comes back as it is, and so does
 * what has a character that no URL is meant to have, which the parser would drop or write otherwise.
 */
export function normalisedUrl(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) return text;
  const typed = withoutOuterBlanks(text);
  return urlIn(typed)?.href ?? text;
}

/** What is wrong with a normalised absolute http or https URL; undefined where nothing is. */
export function faultOfUrl(value: unknown): string | undefined {
  const url = typeof value === 'string' ? urlIn(value) : undefined;
  const fault = faultOfText(value, url ? Infinity : LONGEST_URL);
  if (fault !== undefined) return fault;
  if (typeof value !== 'string' || !url) return 'must be an http or https URL';
  const { protocol, username, password } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return 'must be an http or https URL';
  if (username !== '' || password !== '') {
    return 'holds a user name or a password, which the ledger would show to everybody';
  }
  return value.length > LONGEST_URL
    ? `must have at most ${LONGEST_URL} characters, those that are percent-encoded or Punycode counted so`
    : undefined;
}
