import { escaped } from '../http/html.js';
import { changedAt, type Published } from './published.js';

export interface FeedAddresses {
  /** The feed itself. */
  readonly feed: string;
  pageOf(published: Published): string;
}

/** Before anything was published. Atom wants an instant, and the same answer must have the same tag. */
const NOTHING_YET = '1970-01-01T00:00:00.000Z';

/** What was published, corrected and retracted, as Atom (RFC 4287): one entry a publication, as it is now. */
export function atomFeed(latest: readonly Published[], addresses: FeedAddresses): string {
  const [newest] = latest;
  const updated = newest ? changedAt(newest.publication) : NOTHING_YET;
  const self = escapedXml(addresses.feed);
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">' +
    element('id', addresses.feed) +
    element('title', 'Publications') +
    element('updated', updated) +
    `<link rel="self" type="application/atom+xml" href="${self}"/>` +
    latest.map((published) => entry(published, addresses)).join('') +
    '</feed>\n'
  );
}

function entry(published: Published, addresses: FeedAddresses): string {
  const { publication, rating } = published;
  const { id, wording, language, recordedAt, recordedBy, state } = publication;
  const mark = state === 'current' ? '' : `[${state}] `;
  const page = escapedXml(addresses.pageOf(published));
  return (
    `<entry xml:lang="${escapedXml(language)}">` +
    // Whatever the address of the server becomes, it is the same publication.
    element('id', `urn:uuid:${id}`) +
    element('title', `${mark}${wording}`) +
    element('published', recordedAt) +
    element('updated', changedAt(publication)) +
    `<author>${element('name', recordedBy.organization ?? 'Fact Ledger')}</author>` +
    `<link rel="alternate" type="text/html" hreflang="${escapedXml(language)}" href="${page}"/>` +
    `<category term="${escapedXml(publication.rating)}" label="${escapedXml(rating.label)}"/>` +
    (state === 'current' ? '' : `<category term="${state}"/>`) +
    element('summary', summaryOf(published)) +
    '</entry>'
  );
}

function summaryOf({ publication, rating }: Published): string {
  const { summary, corrections, retracted } = publication;
  const parts = [rating.label, ...(summary === null ? [] : [summary])];
  for (const { recordedAt, wrong } of corrections) {
    parts.push(`Correction, ${recordedAt.slice(0, 10)}: ${wrong}`);
  }
  if (retracted) parts.push(`Retracted, ${retracted.recordedAt.slice(0, 10)}: ${retracted.reason}`);
  return parts.join('\n\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escapedXml(text)}</${name}>`;
}

/** XML 1.0 has no way to write other characters (2.2), where HTML and the ledger take them. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escapedXml(text: string): string {
  return escaped(text.replace(NOT_IN_XML, '\uFFFD'));
}
