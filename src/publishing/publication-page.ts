import { dataBlock, escaped, policyOfPage } from '../http/html.js';
import { directionOf } from '../http/text-direction.js';
import { CLAIM_REVIEW_REASONS, type ClaimReviewOutcome } from './claim-review.js';
import { webAddress, type Published } from './published.js';
import { MOST_CITATIONS, type PageCitation, type PageEvidence } from './queries/page-evidence.js';
import type { CorrectionAnswer, PublicationAnswer } from './queries/publications.js';

const STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:2rem auto;max-width:45rem;padding:0 1rem;font:1rem/1.6 sans-serif;overflow-wrap:anywhere}' +
  'h1{font-size:1.6rem;line-height:1.3}h2{margin:1.5rem 0 0;font-size:1.1rem}p{margin:.3rem 0}' +
  '.banner{padding:.8rem;border:2px solid;border-radius:.3rem;font-weight:bold}' +
  '.rating{font-size:1.2rem;font-weight:bold}blockquote{margin:.7rem 0 0}';

/** Nothing but the page's own style has an effect; a block of data is not run. */
export const PUBLICATION_PAGE_POLICY = policyOfPage(STYLE);

export interface PublicationPage {
  readonly published: Published;
  readonly evidence: PageEvidence;
  readonly review: ClaimReviewOutcome;
  /** Absolute addresses. */
  readonly addresses: { readonly page: string; readonly feed: string };
}

/** The page of a publication: in its own language, with the ledger's words around it in English. */
export function publicationHtml({
  published,
  evidence,
  review,
  addresses,
}: PublicationPage): string {
  const { publication } = published;
  const { wording, language, summary } = publication;
  return document({
    language,
    title: wording,
    head:
      link('canonical', addresses.page) +
      link('alternate', addresses.feed, 'application/atom+xml') +
      ('review' in review ? dataBlock('application/ld+json', review.review) : ''),
    body: [
      banner(publication),
      `<h1>${escaped(wording)}</h1>`,
      ratingHtml(published),
      summary === null ? '' : `<p class="summary">${escaped(summary)}</p>`,
      told(publication),
      correctionsHtml(publication.corrections),
      verdictsHtml(evidence),
      citationsHtml(evidence),
      'reason' in review
        ? section('Not as ClaimReview', `<p>${english(CLAIM_REVIEW_REASONS[review.reason])}</p>`)
        : '',
    ],
  });
}

/** The page that says that there is no such publication. */
export function noPublicationHtml(): string {
  return document({
    language: 'en',
    title: 'There is no such publication',
    head: '',
    body: [
      '<h1>There is no such publication</h1>',
      '<p>Nothing was ever published at this address. Publications that were retracted keep theirs.</p>',
    ],
  });
}

function document(page: {
  readonly language: string;
  readonly title: string;
  readonly head: string;
  readonly body: readonly string[];
}): string {
  const { language, title, head, body } = page;
  return (
    `<!doctype html><html lang="${escaped(language)}" dir="${directionOf(language)}">` +
    `<head><meta charset="utf-8"><title>${escaped(title)}</title>` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<style>${STYLE}</style>${head}</head><body><main>${body.join('')}</main></body></html>\n`
  );
}

function banner({ state, retracted }: PublicationAnswer): string {
  if (retracted) {
    const { reason, recordedAt } = retracted;
    return (
      '<div class="banner" role="note">' +
      sentence(`Retracted on ${instant(recordedAt)}. This is not what we say any more.`) +
      `<p dir="auto">${escaped(reason)}</p></div>`
    );
  }
  if (state === 'current') return '';
  const words = 'Outdated: the finding that this tells does not stand any more.';
  return `<p class="banner" role="note">${english(words)}</p>`;
}

function ratingHtml({ publication, rating }: Published): string {
  const question = publication.question === 'veracity' ? 'Is it so?' : 'Did the claimant say so?';
  const definition =
    rating.definition === null ? '' : `<p dir="auto">${escaped(rating.definition)}</p>`;
  return section(
    question,
    `<p class="rating" dir="auto">${escaped(rating.label)}</p>${definition}`,
  );
}

function told({ recordedBy, recordedAt, url }: PublicationAnswer): string {
  const { organization } = recordedBy;
  const by = organization === null ? '' : ` by <bdi>${escaped(organization)}</bdi>`;
  const elsewhere = webAddress(url);
  const at = elsewhere === null ? '' : sentence(`Told at ${anchor(elsewhere, elsewhere)}`);
  return sentence(`Published on ${instant(recordedAt)}${by}`) + at;
}

function correctionsHtml(corrections: readonly CorrectionAnswer[]): string {
  if (corrections.length === 0) return '';
  const notices = corrections.map(
    ({ id, wrong, since, wording, recordedAt }) =>
      `<li id="correction-${escaped(id)}"><p>${instant(recordedAt)}: <bdi>${escaped(wrong)}</bdi></p>` +
      sentence(
        `Wrong since <bdi>${escaped(since)}</bdi>. From then on it said: <q dir="auto">${escaped(wording)}</q>`,
      ) +
      '</li>',
  );
  return section('Corrections', `<ol>${notices.join('')}</ol>`);
}

function verdictsHtml({ verdicts }: PageEvidence): string {
  if (!verdicts) return '';
  const { agreeing, dissenting } = verdicts;
  const words = `${reviewers(agreeing)} this rating; ${reviewers(dissenting)} another.`;
  return section('Verdicts', sentence(words));
}

function reviewers(count: number): string {
  return count === 1 ? '1 reviewer gives' : `${count} reviewers give`;
}

const STANCE_WORDS = {
  makes: 'Makes the claim',
  supports: 'Supports it',
  refutes: 'Refutes it',
  context: 'Context',
} as const;

function citationsHtml({ citations, more }: PageEvidence): string {
  if (citations.length === 0) return '';
  const rest = more ? sentence(`The first ${MOST_CITATIONS} are shown.`) : '';
  return section('Evidence', `<ul>${citations.map(citationHtml).join('')}</ul>${rest}`);
}

function citationHtml(citation: PageCitation): string {
  const { stance, words, title, url, publisher, publishedAt, language, withdrawn } = citation;
  const of =
    language === null
      ? ' dir="auto"'
      : ` lang="${escaped(language)}" dir="${directionOf(language)}"`;
  const name = `<cite${of}>${escaped(title)}</cite>`;
  const source = url === null ? name : `<a href="${escaped(url)}" rel="nofollow">${name}</a>`;
  const details = [publisher, publishedAt].flatMap((each) =>
    each === null ? [] : `, <bdi>${escaped(each)}</bdi>`,
  );
  const gone = withdrawn ? ` ${english('(withdrawn)')}` : '';
  const quoted = words === null ? '' : `<blockquote${of}>${escaped(words)}</blockquote>`;
  return `<li>${english(STANCE_WORDS[stance])}: ${source}${details.join('')}${gone}${quoted}</li>`;
}

function section(heading: string, html: string): string {
  return `<section><h2>${english(heading)}</h2>${html}</section>`;
}

/** A sentence of the ledger's own on a page of any language. @param html in it, with what is not English in `bdi` */
function sentence(html: string): string {
  return `<p lang="en" dir="ltr">${html}</p>`;
}

/** Words of the ledger's own within others. */
function english(words: string): string {
  return `<span lang="en" dir="ltr">${escaped(words)}</span>`;
}

function instant(at: string): string {
  const shown = `${at.slice(0, 16).replace('T', ' ')} UTC`;
  return `<time datetime="${escaped(at)}"><bdi>${escaped(shown)}</bdi></time>`;
}

function anchor(address: string, words: string): string {
  return `<a href="${escaped(address)}"><bdi>${escaped(words)}</bdi></a>`;
}

function link(rel: string, address: string, type?: string): string {
  const typed = type === undefined ? '' : ` type="${type}"`;
  return `<link rel="${rel}"${typed} href="${escaped(address)}">`;
}
