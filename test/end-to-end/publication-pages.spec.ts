import { refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { SchemaOrg } from '../support/schema-org.js';
import { ServedLedger } from '../support/served-ledger.js';
import { structuredDataIn } from '../support/structured-data.js';

const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const NOBODY = '01900000-0000-7000-8000-000000000000';
const BASE = 'https://facts.example/ledger';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  // What is published is for everybody, also where nothing else is.
  served = await ServedLedger.start({
    settings: { publicReads: false, publicUrl: BASE },
    clock: () => new Date('2026-03-01T12:00:00Z'),
  });
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

/** A published claim that a source makes. */
async function published(content: object = {}, told: object = {}) {
  const { claimId, citationId, findingId } = await desk.settledClaim(content);
  const sourceId = await desk.source({ url: 'https://news.example/1', publishedAt: '2026-02-27' });
  await desk.cite(claimId, sourceId, { stance: 'makes' });
  const body = { wording: 'Talks have started.', language: 'en', ...told };
  const path = `/v1/claims/${claimId}/findings/${findingId}/publications`;
  const { id } = await desk.write(desk.editor, path, body);
  return { id, claimId, citationId, page: `/publications/${id}` };
}

function get(path: string, headers = {}): Promise<ApiAnswer> {
  return served.anonymous.get(`${path}?atLeast=${desk.position}`, headers);
}

it('is a page for anybody, with a ClaimReview in it that search engines read', async () => {
  const { id, claimId, page } = await published();
  const answer = await get(page, BROWSER);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  const json = `${BASE}/v1/publications/${id}`;
  expect(answer.headers.get('link')).toBe(
    `<${json}>; rel="alternate"; type="application/json", ` +
      `<${json}/claim-review>; rel="alternate"; type="application/ld+json"`,
  );
  const found = await structuredDataIn(answer.body as string);
  expect(found).toMatchObject({ failed: [], warnings: [] });
  expect(found.reviews).toEqual([
    {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      '@id': `${BASE}/publications/${id}#claim-review`,
      url: `${BASE}/publications/${id}`,
      inLanguage: 'en',
      claimReviewed: 'Talks have started.',
      datePublished: '2026-03-01T12:00:00.000Z',
      dateModified: '2026-03-01T12:00:00.000Z',
      author: { '@type': 'Organization', name: expect.any(String) as string },
      reviewRating: {
        '@type': 'Rating',
        ratingValue: 5,
        bestRating: 5,
        worstRating: 1,
        alternateName: 'True',
        ratingExplanation: 'The evidence bears the claim out, and nothing of weight is left out.',
      },
      itemReviewed: {
        '@type': 'Claim',
        '@id': `${BASE}/v1/claims/${claimId}`,
        author: { name: 'Majed al-Ansari' },
        firstAppearance: {
          '@type': 'CreativeWork',
          url: 'https://news.example/1',
          name: 'Talks on the ceasefire',
          datePublished: '2026-02-27',
        },
      },
    },
  ]);
  const schemaOrg = await SchemaOrg.read();
  expect(schemaOrg.faultsIn(found.reviews[0])).toEqual([]);
  await schemaOrg.expanded(found.reviews[0] as object);
});

it('has a tag, and is not sent again to whoever has it', async () => {
  const { page } = await published();
  const tag = (await get(page)).headers.get('etag')!;
  expect(tag).toMatch(/^"[\w-]{22}"$/);
  const again = await get(page, { 'If-None-Match': tag });
  expect([again.status, again.body]).toEqual([304, '']);
});

it('is JSON and JSON-LD as well, whoever asks', async () => {
  const { id } = await published({}, { url: 'https://desk.example/talks' });
  expect((await get(`/v1/publications/${id}`)).body).toMatchObject({ id, state: 'current' });
  const listed = (await get('/v1/publications')).body as { items: { id: string }[] };
  expect(listed.items[0]).toMatchObject({ id });
  const review = await get(`/v1/publications/${id}/claim-review`);
  expect(review.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
  expect(review.headers.get('etag')).not.toBeNull();
  // As it may stand on the desk's page; on the ledger's own, that is its address.
  expect(review.body).toMatchObject({
    '@id': `${BASE}/publications/${id}#claim-review`,
    url: 'https://desk.example/talks',
  });
  const { reviews } = await structuredDataIn((await get(`/publications/${id}`)).body as string);
  expect(reviews).toEqual([{ ...(review.body as object), url: `${BASE}/publications/${id}` }]);
});

it('keeps its corrections and says that it was retracted, and why there is no review', async () => {
  const { id, claimId, page } = await published();
  const path = `/v1/claims/${claimId}/publications/${id}`;
  const correction = {
    wrong: 'We named the wrong month.',
    since: '2026-02-28',
    wording: 'Talks started in October.',
  };
  const { id: correctionId } = await desk.write(desk.editor, `${path}/corrections`, correction);
  const corrected = (await get(page)).body as string;
  expect(corrected).toContain('<h1>Talks started in October.</h1>');
  expect(corrected).toContain(`<li id="correction-${correctionId}">`);
  const { reviews } = await structuredDataIn(corrected);
  expect(reviews).toMatchObject([
    {
      correction: [
        { '@id': `${BASE}${page}#correction-${correctionId}`, text: 'We named the wrong month.' },
      ],
    },
  ]);
  await desk.write(desk.editor, `${path}/retraction`, { reason: 'It rests on a forgery.' });
  const retracted = await get(page);
  expect(retracted.body).toMatch(/class="banner".*It rests on a forgery\..*<h1>/);
  expect(retracted.body).toContain(`<li id="correction-${correctionId}">`);
  expect(retracted.body).not.toContain('ld+json');
  expect(retracted.headers.get('link')).not.toContain('ld+json');
  const refused = await get(`/v1/publications/${id}/claim-review`);
  expect(refusalIn(refused)).toBe('404 no-claim-review');
  expect(refused.body).toMatchObject({
    detail: 'It was retracted. ClaimReview has no word for that.',
  });
});

it('does not exist where nothing was published: as a page for browsers, as a problem for programs', async () => {
  for (const path of [`/publications/${NOBODY}`, '/publications/what']) {
    const page = await served.anonymous.get(path, BROWSER);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ]);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src /);
    expect(page.body).toContain('<h1>There is no such publication</h1>');
    expect(refusalIn(await served.anonymous.get(path))).toBe('404 not-found');
  }
  const review = `/v1/publications/${NOBODY}/claim-review`;
  expect(refusalIn(await served.anonymous.get(review))).toBe('404 not-found');
});

it('names addresses of the server where it listens, unless it is told others', async () => {
  const open = await ServedLedger.start();
  try {
    const own = await Desk.over(open);
    const { claimId, findingId } = await own.settledClaim();
    const id = await own.publish(claimId, findingId);
    const path = `/publications/${id}?atLeast=${own.position}`;
    // Nobody else's, whatever a request says.
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' };
    const { reviews } = await structuredDataIn(
      (await open.anonymous.get(path, headers)).body as string,
    );
    expect(reviews).toMatchObject([{ url: `${open.url}/publications/${id}` }]);
  } finally {
    await open.stop();
  }
});

it('stands in feeds, which are tagged, and changes its place with what is told of it', async () => {
  const { id: first, claimId } = await published();
  const { id: second } = await published();
  const feeds = ['/publications.atom', '/publications.jsonld'];
  const firstOf = async () => {
    const [atom, data] = await Promise.all(feeds.map((feed) => get(feed)));
    const [, entry] = /<entry .*?<id>urn:uuid:([^<]+)</.exec(atom!.body as string) ?? [];
    const { dataFeedElement: items } = data!.body as { dataFeedElement: { item: object }[] };
    return [entry, (items[0]!.item as { '@id': string })['@id']];
  };
  expect(await firstOf()).toEqual([second, `${BASE}/publications/${second}#claim-review`]);
  const types = [];
  for (const feed of feeds) {
    const { headers } = await get(feed);
    types.push(headers.get('content-type'));
    expect((await get(feed, { 'If-None-Match': headers.get('etag')! })).status).toBe(304);
  }
  expect(types).toEqual([
    'application/atom+xml; charset=utf-8',
    'application/ld+json; charset=utf-8',
  ]);
  const path = `/v1/claims/${claimId}/publications/${first}/retraction`;
  await desk.write(desk.editor, path, { reason: 'It rests on a forgery.' });
  expect(await firstOf()).toEqual([first, `${BASE}/publications/${first}#claim-review`]);
});
