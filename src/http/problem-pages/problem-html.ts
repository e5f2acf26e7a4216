import { escaped, policyOfPage } from '../html.js';
import type { ProblemListAnswer, ProblemPageAnswer, RulePageAnswer } from './problem-pages.js';

const STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:2rem auto;max-width:45rem;padding:0 1rem;font:1rem/1.6 sans-serif;overflow-wrap:anywhere}' +
  'h1{font-size:1.6rem;line-height:1.3}h2{margin:1.5rem 0 0;font-size:1.1rem}p{margin:.3rem 0}' +
  'pre{padding:.8rem;border:1px solid;border-radius:.3rem;white-space:pre-wrap}' +
  'code,pre{font:.9rem/1.5 monospace}dt{margin-top:.7rem}dd{margin:0}';

/** Nothing but the page's own style has an effect. */
export const PROBLEM_PAGE_POLICY = policyOfPage(STYLE);

/** The list of all problems and rules. */
export function problemListHtml({ problems, rules }: ProblemListAnswer): string {
  const types = problems.map(({ type, status, title }) => entry(type, `${status} ${title}`, type));
  return page('Problems and rules', [
    paragraph(
      'Whatever the API refuses is told by a problem document (RFC 9457). Its `type` leads to one of these pages; `help` leads to the rule that refused.',
    ),
    section('Problems', list(types)),
    section('Rules', ruleList(rules)),
  ]);
}

/** The page of a problem. */
export function problemHtml(problem: ProblemPageAnswer): string {
  const { type, status, title, meaning, when, retry, remedy, example, rules } = problem;
  return page(`${status} ${title}`, [
    paragraph(meaning),
    section('Type', `<p><code>${escaped(type)}</code></p>`),
    section('When it happens', paragraph(when)),
    section('Does a retry help?', retryParagraph(retry)),
    section('What helps', paragraph(remedy)),
    section('Example', exampleHtml(example)),
    rules.length === 0 ? '' : section('Rules that refuse with it', ruleList(rules)),
    BACK,
  ]);
}

/** The page of a rule. */
export function ruleHtml(answer: RulePageAnswer): string {
  const { rule, types, meaning, reason, retry, remedy, example } = answer;
  const links = types.map((type) => `<p>${link(type, type)}</p>`).join('');
  return page(`The rule ${rule}`, [
    paragraph(meaning),
    section('Why', paragraph(reason)),
    section('Does a retry help?', retryParagraph(retry)),
    section('What helps', paragraph(remedy)),
    section('Example', exampleHtml(example)),
    section('Refuses with', links),
    BACK,
  ]);
}

const BACK = '<nav><p><a href="/problems">All problems and rules</a></p></nav>';

function page(title: string, parts: readonly string[]): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    `<title>${escaped(title)} · Fact Ledger</title>` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${parts.join('')}` +
    '</main></body></html>\n'
  );
}

function section(heading: string, html: string): string {
  return `<section><h2>${escaped(heading)}</h2>${html}</section>`;
}

function paragraph(text: string): string {
  return `<p>${withCode(text)}</p>`;
}

/** Code stands between backticks in the texts. */
function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function retryParagraph({ helps, advice }: ProblemPageAnswer['retry']): string {
  return `<p><strong>${helps ? 'Yes.' : 'No.'}</strong> ${withCode(advice)}</p>`;
}

function exampleHtml({ request, answer }: ProblemPageAnswer['example']): string {
  return (
    `<p><code>${escaped(request)}</code> is answered:</p>` +
    `<pre>${escaped(JSON.stringify(answer, null, 2))}</pre>`
  );
}

function ruleList(rules: ProblemListAnswer['rules']): string {
  return list(rules.map(({ rule, help, meaning }) => entry(help, rule, meaning)));
}

function list(entries: readonly string[]): string {
  return `<dl>${entries.join('')}</dl>`;
}

function entry(address: string, name: string, text: string): string {
  return `<dt>${link(address, name)}</dt><dd>${withCode(text)}</dd>`;
}

function link(address: string, name: string): string {
  return `<a href="${escaped(address)}">${escaped(name)}</a>`;
}
