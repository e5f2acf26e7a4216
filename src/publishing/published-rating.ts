import type { Question } from '../../events/fields.js';
import type { Policy } from '../../events/policy/policy-events.js';
import { rulesFor } from '../policy/question-rules.js';
import { stepOf } from '../policy/rating-labels.js';

/** A rating as the public reads it. */
export interface PublishedRating {
  readonly label: string;
  /** Null where the policy is not known, or has no such rating any more. */
  readonly definition: string | null;
  /** Null where the rating is off the scale, or the scale has not two numbers. */
  readonly onScale: {
    readonly value: number;
    readonly best: number;
    readonly worst: number;
  } | null;
}

/** The rating that a finding gives a question of a claim on these topics, as its policy has it. */
export function publishedRating(
  policy: Policy | undefined,
  question: Question,
  rating: string,
  topics: readonly string[],
): PublishedRating {
  if (!policy) return { label: rating, definition: null, onScale: null };
  const { scale } = rulesFor(policy, question, topics);
  const own = scale.find((step) => step.rating === rating);
  // Topics may have been others when the finding was reached.
  const step = own ?? stepOf(policy, question, rating);
  if (!step) return { label: rating, definition: null, onScale: null };
  const { label, definition, value } = step;
  const values = scale.flatMap((each) => each.value ?? []);
  const [best, worst] = [Math.max(...values), Math.min(...values)];
  const isOnScale = own !== undefined && value !== undefined && best > worst;
  return { label, definition, onScale: isOnScale ? { value, best, worst } : null };
}
