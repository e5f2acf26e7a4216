import { publicationOf, PUBLISHED_AT } from '../../test/support/publication.js';
import { parseHTML } from 'linkedom';

import { uuid } from '../../test/support/recorded-history.js';
import { directionOf } from '../http/text-direction.js';
import { person } from '../queries/person.js';
import { claimReview } from './claim-review.js';
import { PUBLICATION_PAGE_POLICY, publicationHtml } from './publication-page.js';
import { webAddress, type Published } from './published.js';
import type { PageCitation, PageEvidence } from './queries/page-evidence.js';
import type { PublicationAnswer } from './queries/publications.js';

const PAGE = `https://ledger.example/publications/${uuid(80)}`;
const AT = PUBLISHED_AT;
const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"' <!-- &amp;`;

const citation = (changes: Partial<PageCitation> = {}): PageCitation => ({
  stance: 'supports',
  words: 'Both sides say so.',
  title: 'Talks begin',
  url: 'https://news.example/1',
  publisher: null,
  publishedAt: null,
  language: null,
  withdrawn: false,
  ...changes,
});

interface PageElement {
  readonly id: string;
  readonly textContent: string;
  readonly firstElementChild: PageElement | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): readonly PageElement[];
}

interface PageDocument extends PageElement {
  readonly documentElement: PageElement;
}

interface Shown {
  readonly publication?: Partial<PublicationAnswer>;
  readonly published?: Partial<Published>;
  readonly evidence?: Partial<PageEvidence>;
}

function shown(changes: Shown = {}) {
  const published: Published = {
    publication: publicationOf(changes.publication),
    rating: { label: 'True', definition: 'It holds.', onScale: null },
    claimant: { kind: 'anonymous', description: 'diplomats' },
    statedAt: null,
    appearances: [],
    ...changes.published,
  };
  const evidence = { citations: [], more: false, verdicts: null, ...changes.evidence };
  const claim = 'https://ledger.example/v1/claims/1';
  const review = claimReview(published, { page: PAGE, url: PAGE, claim });
  const feed = 'https://ledger.example/publications.atom';
  const html = publicationHtml({ published, evidence, review, addresses: { page: PAGE, feed } });
  const { document } = parseHTML(html) as unknown as { readonly document: PageDocument };
  return { html, document, review, text: document.querySelector('main')!.textContent };
}

it('says what was published, how it is rated, by whom and when', () => {
  const { document, text } = shown({
    publication: { summary: 'Both sides say so.', url: 'https://desk.example/talks' },
    evidence: {
      citations: [citation({ publisher: 'The Gazette', publishedAt: '2026-02' })],
      verdicts: { agreeing: 2, dissenting: 1 },
    },
  });
  expect(document.querySelector('h1')?.textContent).toBe('Talks have started.');
  expect(document.querySelector('.rating')?.textContent).toBe('True');
  for (const words of [
    'It holds.',
    'Both sides say so.',
    'Published on 2026-03-01 12:00 UTC by Open Desk',
    '2 reviewers give this rating; 1 reviewer gives another.',
    'Supports it: Talks begin, The Gazette, 2026-02',
  ]) {
    expect(text).toContain(words);
  }
  const links = [...document.querySelectorAll('a')].map((each) => each.getAttribute('href'));
  expect(links).toEqual(['https://desk.example/talks', 'https://news.example/1']);
  expect(document.querySelector('time')?.getAttribute('datetime')).toBe(AT);
  expect(document.querySelector('.banner')).toBeNull();
});

it.each([
  ['en-GB', 'ltr'],
  ['ar', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ur', 'rtl'],
  ['x-klingon', 'auto'],
  ['i-default', 'auto'],
] as const)('is in its language: %s, written %s', (language, direction) => {
  const { document } = shown({ publication: { language } });
  const { documentElement: root } = document;
  expect([root.getAttribute('lang'), root.getAttribute('dir')]).toEqual([language, direction]);
  expect(directionOf(language)).toBe(direction);
});

it('keeps every correction, at an address of its own', () => {
  const corrections = [1, 2].map((n) => ({
    id: uuid(90 + n),
    wrong: `Wrong ${n}`,
    since: '2026-02',
    findingId: uuid(60),
    rating: 'true',
    wording: `Wording ${n}`,
    recordedBy: person(uuid(9)),
    recordedAt: AT,
  }));
  const { document } = shown({ publication: { corrections } });
  const notices = [...document.querySelectorAll('ol li')];
  expect(notices.map(({ id }) => id)).toEqual(corrections.map(({ id }) => `correction-${id}`));
  expect(notices[1]?.textContent).toContain('Wrong 2');
  expect(notices[1]?.textContent).toContain('Wrong since 2026-02. From then on it said: Wording 2');
});

it('says first of all that it is outdated or retracted, and carries no review then', () => {
  const outdated = shown({ publication: { state: 'outdated' } });
  expect(outdated.document.querySelector('main')?.firstElementChild?.textContent).toMatch(
    /^Outdated/,
  );
  const retracted = shown({
    publication: {
      state: 'retracted',
      retracted: { reason: 'It rests on a forgery.', recordedBy: person(uuid(9)), recordedAt: AT },
    },
  });
  const banner = retracted.document.querySelector('main')?.firstElementChild;
  expect(banner?.textContent).toMatch(
    /^Retracted on 2026-03-01 12:00 UTC.*It rests on a forgery\.$/,
  );
  for (const { document, text } of [outdated, retracted]) {
    expect(document.querySelector('script')).toBeNull();
    expect(text).toContain('ClaimReview has no word for that.');
  }
});

it('says that there is more evidence than it shows', () => {
  const evidence = { citations: [citation({ withdrawn: true })], more: true };
  expect(shown({ evidence }).text).toContain('Talks begin (withdrawn)');
  expect(shown({ evidence }).text).toContain('The first 50 are shown.');
});

it('shows hostile words as words, and holds a review that reads back the same', () => {
  const { html, document, review, text } = shown({
    publication: {
      wording: HOSTILE,
      summary: HOSTILE,
      recordedBy: person(uuid(9), HOSTILE),
      corrections: [
        {
          id: uuid(90),
          wrong: HOSTILE,
          since: '2026',
          findingId: uuid(60),
          rating: 'true',
          wording: HOSTILE,
          recordedBy: person(uuid(9)),
          recordedAt: AT,
        },
      ],
    },
    published: { rating: { label: HOSTILE, definition: HOSTILE, onScale: null } },
    evidence: { citations: [citation({ title: HOSTILE, words: HOSTILE, publisher: HOSTILE })] },
  });
  expect(document.querySelectorAll('script')).toHaveLength(1);
  expect(document.querySelectorAll('img')).toHaveLength(0);
  expect(text.split(HOSTILE)).toHaveLength(11);
  expect(html.match(/<script/g)).toHaveLength(1);
  const block = document.querySelector('script')!;
  expect(block.getAttribute('type')).toBe('application/ld+json');
  expect({ review: JSON.parse(block.textContent) as unknown }).toEqual(review);
});

it('leads nowhere but to pages of the web', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'not a url', null]) {
    expect(webAddress(url)).toBeNull();
  }
  const { document } = shown({
    publication: { url: 'javascript:alert(1)' },
    evidence: { citations: [citation({ url: null })] },
  });
  expect(document.querySelectorAll('a')).toHaveLength(0);
});

it('runs nothing', () => {
  expect(PUBLICATION_PAGE_POLICY).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri/,
  );
});
