import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { refuse } from '../../src/deciding/decision.js';
import { AGENT_RULES } from '../../src/deciding/rules/agent-rules.js';
import { CAPTURE_RULES } from '../../src/deciding/rules/capture-rules.js';
import { CITATION_RULES } from '../../src/deciding/rules/citation-rules.js';
import { CLAIM_RULES } from '../../src/deciding/rules/claim-rules.js';
import { MEMBER_RULES } from '../../src/deciding/rules/member-rules.js';
import { NOTE_RULES } from '../../src/deciding/rules/note-rules.js';
import { POLICY_RULES } from '../../src/deciding/rules/policy-rules.js';
import { PUBLICATION_RULES } from '../../src/deciding/rules/publication-rules.js';
import { REVIEW_RULES } from '../../src/deciding/rules/review-rules.js';
import { RULES } from '../../src/deciding/rules/rules.js';
import { SOURCE_RULES } from '../../src/deciding/rules/source-rules.js';
import { WEBHOOK_RULES } from '../../src/deciding/rules/webhook-rules.js';
import { problemList, problemPage, rulePage } from '../../src/http/problem-pages/problem-pages.js';
import { PROBLEMS } from '../../src/http/problem.js';

/** What only says what is said elsewhere. */
const CATALOGS = /^src\/(deciding\/rules|http\/problem-pages)\//;

/** Told in the words of a library; test/end-to-end/problem-pages.spec.ts asks the server for these. */
const OF_LIBRARIES = ['precondition-failed', 'range-not-satisfiable', 'uri-too-long'];

/** The constant parts of a text in the source: one, or those around the values of a template. */
type Parts = readonly string[];

const texts: Parts[] = [];
const rulesNamed = new Set<string>();
for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  const path = join('src', file);
  if (!path.endsWith('.ts') || path.endsWith('.spec.ts') || CATALOGS.test(path)) continue;
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  source.forEachChild(function visit(node): void {
    if (ts.isObjectLiteralExpression(node)) {
      const members = new Map(
        node.properties
          .filter(ts.isPropertyAssignment)
          .map((each) => [each.name.getText(source), each]),
      );
      const named = members.get('rule')?.initializer;
      if (members.has('kind') && named && ts.isStringLiteral(named)) rulesNamed.add(named.text);
    }
    const parts = partsOf(node);
    if (parts) texts.push(parts);
    node.forEachChild(visit);
  });
}

function partsOf(node: ts.Node): Parts | undefined {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [partsOf(node.left), partsOf(node.right)];
    return left && right && [...left.slice(0, -1), left.at(-1)! + right[0]!, ...right.slice(1)];
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
}

const constants = new Set(texts.flatMap((parts) => (parts.length === 1 ? parts : [])));

/** Whether texts of the source give these words, or most of them; the rest are values. */
function isSaid(words: string): boolean {
  const own = words.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/g, '');
  const found = new Set<string>();
  for (const parts of texts) {
    if (parts.join('').length < 12) continue;
    if (new RegExp(patternOf(parts, '.*'), 'is').test(words)) found.add(parts.join(''));
  }
  return [...found].join('').length >= own.length * 0.4;
}

/** Whether the source names that pointer, whatever the values in it. */
function isPointer(pointer: string): boolean {
  return texts.some(
    (parts) =>
      parts[0]!.startsWith('/') && new RegExp(`^${patternOf(parts, '[^/]+')}$`).test(pointer),
  );
}

/** @param value what stands for the values of a template */
function patternOf(parts: Parts, value: string): string {
  return parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(value);
}

it('each rule in one catalog', () => {
  const catalogs = [
    AGENT_RULES,
    CAPTURE_RULES,
    CITATION_RULES,
    CLAIM_RULES,
    NOTE_RULES,
    MEMBER_RULES,
    POLICY_RULES,
    PUBLICATION_RULES,
    REVIEW_RULES,
    SOURCE_RULES,
    WEBHOOK_RULES,
  ];
  const names = catalogs.flatMap((rules) => Object.keys(rules));
  expect(names).toHaveLength(new Set(names).size);
  expect(names.sort()).toEqual(Object.keys(RULES).sort());
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
});

it('no rule without a page refuses, by the compiler and by the source', () => {
  // @ts-expect-error -- has no page
  refuse({ kind: 'rule', rule: 'not-in-a-catalog', detail: 'It is so.' });
  // @ts-expect-error -- refuses by another kind
  refuse({ kind: 'rule', rule: 'claim-unknown', detail: 'It is so.' });
  expect(rulesNamed.size).toBeGreaterThan(60);
  expect([...rulesNamed].filter((name) => !rulePage(name))).toEqual([]);
});

it('no page is of a rule or a problem that nothing tells', () => {
  const unused = (names: readonly string[]) => names.filter((name) => !constants.has(name));
  expect(unused(Object.keys(RULES))).toEqual([]);
  // The declaration of the problems has their names as members.
  expect(unused(Object.keys(PROBLEMS))).toEqual([]);
});

it('every problem has a page', () => {
  expect(Object.keys(PROBLEMS).filter((code) => !problemPage(code))).toEqual([]);
});

it.each(problemList().problems.map(({ type }) => type.replace('/problems/', '')))(
  'the example of %s has the words of the server',
  (code) => {
    const { detail, errors } = problemPage(code)!.example.answer;
    if (OF_LIBRARIES.includes(code)) return expect(isSaid(detail)).toBe(false);
    expect([detail, isSaid(errors?.[0]?.detail ?? detail)]).toEqual([detail, true]);
  },
);

it.each(Object.keys(RULES))('the example of the rule %s has the words of the server', (name) => {
  const { detail, errors = [] } = rulePage(name)!.example.answer;
  expect([detail, isSaid(detail)]).toEqual([detail, true]);
  for (const { pointer } of errors) expect([pointer, isPointer(pointer)]).toEqual([pointer, true]);
});

it('would notice other words', () => {
  expect(isSaid('The claim was taken away before.')).toBe(false);
  expect(isSaid('A member has at most 20 keys; drop one first.')).toBe(false);
  expect(isPointer('/evidence/0')).toBe(true);
  expect(isPointer('/evidence/0/id')).toBe(false);
});

it.each(problemList().problems.map(({ type }) => type.replace('/problems/', '')))(
  'the page of %s is in plain sentences',
  (code) => {
    const { meaning, when, retry, remedy } = problemPage(code)!;
    for (const text of [meaning, when, retry.advice, remedy]) expect(text).toMatch(/^[A-Z`].*\.$/s);
  },
);

it.each(Object.keys(RULES))('the page of the rule %s is in plain sentences', (name) => {
  const { meaning, reason, retry, remedy } = rulePage(name)!;
  for (const text of [meaning, reason, retry.advice, remedy]) expect(text).toMatch(/^[A-Z`].*\.$/s);
});
