import { AGENT_RULES } from './agent-rules.js';
import { CAPTURE_RULES } from './capture-rules.js';
import { CITATION_RULES } from './citation-rules.js';
import { CLAIM_RULES } from './claim-rules.js';
import { MEMBER_RULES } from './member-rules.js';
import { NOTE_RULES } from './note-rules.js';
import { POLICY_RULES } from './policy-rules.js';
import { PUBLICATION_RULES } from './publication-rules.js';
import { REVIEW_RULES } from './review-rules.js';
import type { RefusalKind, Rule } from './rule.js';
import { SOURCE_RULES } from './source-rules.js';
import { WEBHOOK_RULES } from './webhook-rules.js';

/**
 * Every rule that can refuse a command, by its name in kebab case. A refusal whose rule is not here does not
 * compile; `/problems/rules/{rule}` shows what is said here. A name is public, and stays.
 */
export const RULES = {
  ...CLAIM_RULES,
  ...SOURCE_RULES,
  ...CAPTURE_RULES,
  ...CITATION_RULES,
  ...REVIEW_RULES,
  ...PUBLICATION_RULES,
  ...AGENT_RULES,
  ...NOTE_RULES,
  ...MEMBER_RULES,
  ...POLICY_RULES,
  ...WEBHOOK_RULES,
};

export type RuleName = keyof typeof RULES;

/** The rules that can refuse in that way. */
export type RuleOf<Kind extends RefusalKind> = {
  [Name in RuleName]: (typeof RULES)[Name] extends Rule<infer Kinds>
    ? Kind extends Kinds
      ? Name
      : never
    : never;
}[RuleName];
