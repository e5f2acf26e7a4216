import { hash } from 'node:crypto';

import type { Agent } from '../../events/fields.js';
import { urlIn } from '../../src/text/url.js';
import { nameKey } from '../../src/text/name-key.js';

/** A B-tree of PostgreSQL holds no entry over 2,704 bytes, and a character takes four at most. */
const LONGEST = 600;

/**
 * What a description is known by: `url:<…>` for each `sameAs`, and `name:<name>|<affiliation>`. Two
 * descriptions are of one agent where they share one of them; an affiliation that is not told is equal
 * to none but another such. No identifier stands in the list twice; a very long one is given as
 * its SHA-256.
 */
export function identifiersOf({ name, affiliation = '', sameAs = [] }: Agent): string[] {
  const known = [
    ...sameAs.map((url) => `url:${page(url)}`),
    `name:${part(name)}|${part(affiliation)}`,
  ];
  return [...new Set(known.map(bounded))];
}

/** A URL as it compares: what a fragment or a last slash adds names no other page. */
function page(url: string): string {
  const parsed = urlIn(url);
  if (!parsed) return url;
  parsed.hash = '';
  return parsed.href.replace(/\/$/, '');
}

function part(text: string): string {
  return nameKey(text).replaceAll('\\', '\\\\').replaceAll('|', '\\|');
}

function bounded(identifier: string): string {
  return identifier.length > LONGEST ? `sha256:${hash('sha256', identifier)}` : identifier;
}
