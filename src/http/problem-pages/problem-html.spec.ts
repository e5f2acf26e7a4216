import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';

import { PROBLEM_PAGE_POLICY, problemHtml, problemListHtml, ruleHtml } from './problem-html.js';
import { problemList, problemPage, rulePage } from './problem-pages.js';

/** What is asked of the DOM here; its types come with those of browsers. */
interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}
interface PageDocument {
  readonly title: string;
  readonly documentElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): readonly PageElement[];
}

function documentOf(html: string): PageDocument {
  return (parseHTML(html) as unknown as { readonly document: PageDocument }).document;
}

const { problems, rules } = problemList();
const PAGES = new Map<string, string>([
  ['/problems', problemListHtml(problemList())],
  ...problems.map(
    ({ type }) => [type, problemHtml(problemPage(type.replace('/problems/', ''))!)] as const,
  ),
  ...rules.map(({ rule, help }) => [help, ruleHtml(rulePage(rule)!)] as const),
]);

it.each([...PAGES])('%s is a page that everybody can read', (_, html) => {
  const document = documentOf(html);
  expect(html.startsWith('<!doctype html>')).toBe(true);
  expect(document.documentElement.getAttribute('lang')).toBe('en');
  expect(document.title).toMatch(/\w+ · Fact Ledger$/);
  const viewport = document.querySelector('meta[name=viewport]')?.getAttribute('content');
  expect(viewport).toBe('width=device-width,initial-scale=1');
  expect(document.querySelectorAll('main')).toHaveLength(1);
  expect(document.querySelectorAll('h1')).toHaveLength(1);
  expect(document.querySelectorAll('script,[style],[onclick],img,link')).toHaveLength(0);
  for (const text of document.querySelectorAll('p,dd,h2')) expect(text.textContent).toMatch(/\w/);
});

it.each([...PAGES])('%s leads to pages alone', (_, html) => {
  const document = documentOf(html);
  const links = [...document.querySelectorAll('a')].map((each) => each.getAttribute('href'));
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(PAGES.has(link!)).toBe(true);
});

it('has the style that its policy lets have an effect', () => {
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(PAGES.get('/problems')!) ?? [];
  const digest = createHash('sha256').update(style).digest('base64');
  expect(PROBLEM_PAGE_POLICY).toContain(`style-src 'sha256-${digest}';`);
  expect(PROBLEM_PAGE_POLICY).toContain("default-src 'none'");
});

it('lets no text be taken for markup', () => {
  const page = problemPage('invalid')!;
  const html = problemHtml({ ...page, meaning: '<script>"&\'</script> `<b>`' });
  expect(html).toContain(
    '<p>&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt; <code>&lt;b&gt;</code></p>',
  );
});

it('shows the rules of a problem with it, and the example of each', () => {
  const { rules: refusing } = problemPage('separation-of-duties')!;
  expect(refusing.map(({ rule }) => rule)).toContain('own-claim');
  expect(refusing.map(({ rule }) => rule)).not.toContain('claim-withdrawn');
  expect(rulePage('capture-unknown')).toMatchObject({
    help: '/problems/rules/capture-unknown',
    types: ['/problems/rule-refused', '/problems/not-found'],
    example: {
      answer: {
        type: '/problems/rule-refused',
        status: 409,
        rule: 'capture-unknown',
        help: '/problems/rules/capture-unknown',
        errors: [{ pointer: '/capture' }],
      },
    },
  });
});

it('tells where the same request may succeed later', () => {
  expect(problemPage('busy')!.retry.helps).toBe(true);
  expect(problemPage('invalid')!.retry.helps).toBe(false);
  expect(rulePage('capture-too-slow')!.retry.helps).toBe(true);
  expect(rulePage('own-claim')!.retry.helps).toBe(false);
});
