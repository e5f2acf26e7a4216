/** Which verdicts stand behind it and beside it, the `verdicts` view tells. */
export interface StandingFinding {
  readonly id: string;
  readonly rating: string;
  readonly reachedAt: string;
  readonly policyVersion: number;
}

export type QuestionStatus = 'unjudged' | 'under-review' | 'settled' | 'contested' | 'reopened';

export interface QuestionState {
  readonly status: QuestionStatus;
  readonly finding: StandingFinding | null;
}

export const UNJUDGED: QuestionState = { status: 'unjudged', finding: null };

/** Returns the state with so many verdicts that count. What they do to a finding, an event of its own tells. */
export function withVerdicts(state: QuestionState | null, verdicts: number): QuestionState | null {
  if (!state) return verdicts > 0 ? { status: 'under-review', finding: null } : null;
  return state.status === 'under-review' && verdicts === 0 ? null : state;
}
