import Type, { type Static } from 'typebox';

import { RULES, type RuleName } from '../../deciding/rules/rules.js';
import type { Rule, RuleText } from '../../deciding/rules/rule.js';
import { named } from '../../queries/answer-fields.js';
import { ProblemDocument } from '../described-problems.js';
import {
  codeOfRefusal,
  pageOfRule,
  Problem,
  PROBLEMS,
  typeOf,
  type ProblemCode,
  type ProblemExtras,
} from '../problem.js';
import { retryLater, type ProblemText, type Retry } from './problem-text.js';
import { REQUEST_PROBLEMS } from './request-problems.js';
import { SERVER_PROBLEMS } from './server-problems.js';

/** What each page says. A problem without a text does not compile, and neither does a text without a problem. */
export const PROBLEM_TEXTS = {
  ...REQUEST_PROBLEMS,
  ...SERVER_PROBLEMS,
} satisfies Record<ProblemCode, ProblemText> &
  Record<Exclude<keyof typeof REQUEST_PROBLEMS | keyof typeof SERVER_PROBLEMS, ProblemCode>, never>;

const ProblemType = named('ProblemType', {
  type: Type.String({
    description: 'The `type` of its documents, which is the address of its page.',
  }),
  status: Type.Integer(),
  title: Type.String(),
});
type ProblemType = Static<typeof ProblemType>;

const RuleEntry = named('RuleEntry', {
  rule: Type.String(),
  help: Type.String({ description: 'The address of its page.' }),
  types: Type.Array(Type.String(), { description: 'The problems that it refuses with.' }),
  meaning: Type.String(),
});
type RuleEntry = Static<typeof RuleEntry>;

export const ProblemListAnswer = named('ProblemList', {
  problems: Type.Array(ProblemType),
  rules: Type.Array(RuleEntry),
});
export type ProblemListAnswer = Static<typeof ProblemListAnswer>;

const RetryAnswer = named('RetryAdvice', {
  helps: Type.Boolean({ description: 'Whether the very same request may succeed later.' }),
  advice: Type.String(),
});

const ExampleAnswer = named('ProblemExample', {
  request: Type.String(),
  answer: ProblemDocument,
});

/** What the page of a problem says. */
export const ProblemPageAnswer = named('ProblemPage', {
  ...ProblemType.properties,
  meaning: Type.String(),
  when: Type.String(),
  retry: RetryAnswer,
  remedy: Type.String({ description: 'What helps.' }),
  example: ExampleAnswer,
  rules: Type.Array(RuleEntry, { description: 'The rules that refuse with it.' }),
});
export type ProblemPageAnswer = Static<typeof ProblemPageAnswer>;

/** What the page of a rule says. */
export const RulePageAnswer = named('RulePage', {
  ...RuleEntry.properties,
  reason: Type.String({ description: 'Why the ledger has the rule.' }),
  retry: RetryAnswer,
  remedy: Type.String({ description: 'What helps.' }),
  example: ExampleAnswer,
});
export type RulePageAnswer = Static<typeof RulePageAnswer>;

const NAMES = Object.keys(RULES) as RuleName[];
const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** Every problem and every rule, in the order of their declarations. */
export function problemList(): ProblemListAnswer {
  return { problems: CODES.map(problemType), rules: NAMES.map(ruleEntry) };
}

/** Undefined where there is no such problem. */
export function problemPage(code: string): ProblemPageAnswer | undefined {
  if (!isCode(code)) return undefined;
  const { meaning, when, retry, remedy, example }: ProblemText = PROBLEM_TEXTS[code];
  const { request, detail, extras } = example;
  return {
    ...problemType(code),
    meaning,
    when,
    retry,
    remedy,
    example: { request, answer: answerOf(code, detail, extras) },
    rules: NAMES.map(ruleEntry).filter(({ types }) => types.includes(typeOf(code))),
  };
}

/** Undefined where there is no such rule. */
export function rulePage(name: string): RulePageAnswer | undefined {
  if (!isRule(name)) return undefined;
  const { reason, remedy, retry, example }: RuleText = RULES[name];
  const [code] = codesOf(name);
  const { request, detail, pointer } = example;
  const errors = pointer === undefined ? {} : { errors: [{ pointer, detail }] };
  return {
    ...ruleEntry(name),
    reason,
    retry: retry === undefined ? retryOf(code!) : retryLater(retry),
    remedy,
    example: { request, answer: answerOf(code!, detail, { rule: name, ...errors }) },
  };
}

function retryOf(code: ProblemCode): Retry {
  return PROBLEM_TEXTS[code].retry;
}

function problemType(code: ProblemCode): ProblemType {
  return { type: typeOf(code), ...PROBLEMS[code] };
}

function ruleEntry(name: RuleName): RuleEntry {
  const { meaning } = RULES[name];
  return { rule: name, help: pageOfRule(name), types: codesOf(name).map(typeOf), meaning };
}

/** The first one is that of the example. */
function codesOf(name: RuleName): ProblemCode[] {
  const { kinds }: Rule = RULES[name];
  return kinds.map(codeOfRefusal);
}

function answerOf(code: ProblemCode, detail: string, extras?: ProblemExtras) {
  return new Problem(code, detail, extras).body() as Static<typeof ProblemDocument>;
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}
