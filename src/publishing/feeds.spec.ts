import { publicationOf, PUBLISHED_AT } from '../../test/support/publication.js';
import { DOMParser } from 'linkedom';
import { Value } from 'typebox/value';

import { uuid } from '../../test/support/recorded-history.js';
import { SchemaOrg } from '../../test/support/schema-org.js';
import { person } from '../queries/person.js';
import { atomFeed } from './atom-feed.js';
import { claimReview } from './claim-review.js';
import { ClaimReviewFeed } from './claim-review.schema.js';
import { dataFeed } from './data-feed.js';
import type { Published } from './published.js';
import type { PublicationAnswer } from './queries/publications.js';

const AT = PUBLISHED_AT;
const LATER = '2026-03-02T12:00:00.000Z';
const LAST = '2026-03-03T12:00:00.000Z';
const HOSTILE = `]]></title><entry>&amp;"'\u0001\uFFFE \u{1F600}`;

const published = (n: number, changes: Partial<PublicationAnswer> = {}): Published => ({
  publication: publicationOf({ id: uuid(n), ...changes }),
  rating: { label: 'True', definition: null, onScale: { value: 5, best: 5, worst: 1 } },
  claimant: { kind: 'anonymous', description: 'diplomats' },
  statedAt: null,
  appearances: [],
});

const correction = {
  id: uuid(90),
  wrong: 'We named the wrong month.',
  since: '2026-02',
  findingId: uuid(60),
  rating: 'true',
  wording: 'Talks have started.',
  recordedBy: person(uuid(9)),
  recordedAt: LATER,
};
const CORRECTED = published(81, { corrections: [correction] });
const RETRACTED = published(82, {
  state: 'retracted',
  corrections: [correction],
  retracted: { reason: 'It rests on a forgery.', recordedBy: person(uuid(9)), recordedAt: LAST },
});
const OUTDATED = published(83, { state: 'outdated' });
const ATTRIBUTION = published(84, { question: 'attribution' });

const pageOf = ({ publication }: Published) =>
  `https://ledger.example/publications/${publication.id}`;

interface XmlElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): readonly XmlElement[];
}

const ATOM = 'https://ledger.example/publications.atom';
const atom = (...latest: Published[]) => {
  const xml = atomFeed(latest, { feed: ATOM, pageOf });
  const document = new DOMParser().parseFromString(xml, 'text/xml') as unknown as XmlElement;
  return { xml, document, entries: [...document.querySelectorAll('entry')] };
};
const textOf = (element: XmlElement | undefined, name: string) =>
  element?.querySelector(name)?.textContent;

describe('the Atom feed', () => {
  it('has an entry for each publication, as it is now', () => {
    const { document, entries } = atom(RETRACTED, CORRECTED, OUTDATED);
    expect(textOf(document, 'feed > updated')).toBe(LAST);
    expect(textOf(document, 'feed > id')).toBe(ATOM);
    const shown = entries.map((entry) =>
      ['id', 'title', 'published', 'updated', 'author > name', 'summary'].map((name) =>
        textOf(entry, name),
      ),
    );
    const corrected = 'True\n\nCorrection, 2026-03-02: We named the wrong month.';
    const retracted = `${corrected}\n\nRetracted, 2026-03-03: It rests on a forgery.`;
    expect(shown).toEqual([
      [`urn:uuid:${uuid(82)}`, '[retracted] Talks have started.', AT, LAST, 'Open Desk', retracted],
      [`urn:uuid:${uuid(81)}`, 'Talks have started.', AT, LATER, 'Open Desk', corrected],
      [`urn:uuid:${uuid(83)}`, '[outdated] Talks have started.', AT, AT, 'Open Desk', 'True'],
    ]);
    const [entry] = entries;
    expect(entry?.querySelector('link')?.getAttribute('href')).toBe(pageOf(RETRACTED));
    const terms = [...(entry?.querySelectorAll('category') ?? [])];
    expect(terms.map((each) => each.getAttribute('term'))).toEqual(['true', 'retracted']);
  });

  it('is a feed before anything is published', () => {
    const { document, entries } = atom();
    expect(entries).toEqual([]);
    expect(textOf(document, 'updated')).toBe('1970-01-01T00:00:00.000Z');
  });

  it('shows hostile words as words, and none that XML cannot hold', () => {
    const { xml, entries } = atom(published(80, { wording: HOSTILE, summary: HOSTILE }));
    expect(entries).toHaveLength(1);
    expect(xml).not.toContain('\u0001');
    const words = `]]></title><entry>&amp;"'\uFFFD\uFFFD \u{1F600}`;
    expect(textOf(entries[0], 'title')).toBe(words);
    expect(textOf(entries[0], 'summary')).toBe(`True\n\n${words}`);
  });
});

describe('the feed of ClaimReview', () => {
  const feed = 'https://ledger.example/publications.jsonld';
  const data = (...latest: Published[]) =>
    dataFeed(latest, {
      feed,
      pageOf,
      reviewOf: (each) => {
        const page = pageOf(each);
        return claimReview(each, { page, url: page, claim: 'https://ledger.example/v1/claims/1' });
      },
    });

  it('has the reviews, says which are no more, and leaves out what is none', () => {
    const shown = data(RETRACTED, CORRECTED, OUTDATED, ATTRIBUTION);
    expect(shown).toMatchObject({ '@id': feed, dateModified: LAST });
    const page = pageOf(RETRACTED);
    expect(shown.dataFeedElement).toEqual([
      {
        '@type': 'DataFeedItem',
        dateCreated: AT,
        dateModified: LAST,
        dateDeleted: LAST,
        item: { '@type': 'ClaimReview', '@id': `${page}#claim-review`, url: page },
      },
      {
        '@type': 'DataFeedItem',
        dateCreated: AT,
        dateModified: LATER,
        item: expect.objectContaining({ '@type': 'ClaimReview', url: pageOf(CORRECTED) }) as object,
      },
    ]);
    expect(shown.dataFeedElement[1]!.item).not.toHaveProperty('@context');
  });

  it('has terms that schema.org knows, and loses nothing', async () => {
    const schemaOrg = await SchemaOrg.read();
    for (const shown of [data(), data(RETRACTED, CORRECTED)]) {
      expect(Value.Errors(ClaimReviewFeed, shown)).toEqual([]);
      expect(schemaOrg.faultsIn(shown)).toEqual([]);
      expect(await schemaOrg.expanded(shown)).toHaveLength(1);
    }
  });
});
