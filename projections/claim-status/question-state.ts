/** A verdict that counts: neither withdrawn nor replaced, and none of its evidence retracted. */
export interface CountedVerdict {
  readonly verdictId: string;
  readonly reviewer: string;
  readonly organisation: string;
  readonly rating: string;
  readonly asOf?: string;
  readonly expires?: string;
  readonly evidence: readonly string[];
  /** The reviewer saw the source themselves. */
  readonly sourceSeen?: true;
  /** It rests on nothing but absent quotes, as earlier releases let it, and carries no new finding. */
  readonly groundless?: true;
  readonly recordedAt: string;
}

/** The finding that stands, with the verdicts as they are now: later ones of its rating stand behind it too. */
export interface StandingFinding {
  readonly id: string;
  readonly rating: string;
  readonly reachedAt: string;
  readonly verdicts: readonly string[];
  readonly dissent: readonly string[];
  readonly policyVersion: number;
}

export type QuestionStatus = 'unjudged' | 'under-review' | 'settled' | 'contested' | 'reopened';

export interface QuestionState {
  readonly status: QuestionStatus;
  readonly verdicts: readonly CountedVerdict[];
  readonly finding: StandingFinding | null;
}

export const UNJUDGED: QuestionState = { status: 'unjudged', verdicts: [], finding: null };

export function withVerdict(state: QuestionState, verdict: CountedVerdict): QuestionState {
  const status = state.status === 'unjudged' ? 'under-review' : state.status;
  return recount(state, status, [...state.verdicts, verdict]);
}

/**
 * The question without verdicts that no longer count. What that does to a finding is for the ledger
 * to say, in an event of its own.
 */
export function withoutVerdicts(
  state: QuestionState,
  gone: readonly CountedVerdict[],
): QuestionState {
  const verdicts = state.verdicts.filter((verdict) => !gone.includes(verdict));
  const status =
    state.status === 'under-review' && verdicts.length === 0 ? 'unjudged' : state.status;
  return recount(state, status, verdicts);
}

export function reached(
  state: QuestionState,
  finding: Pick<StandingFinding, 'id' | 'rating' | 'reachedAt' | 'policyVersion'>,
): QuestionState {
  return {
    status: 'settled',
    verdicts: state.verdicts,
    finding: { ...finding, ...sides(finding.rating, state.verdicts) },
  };
}

/** Contested or reopened: nothing stands. */
export function unsettled(state: QuestionState, status: 'contested' | 'reopened'): QuestionState {
  return { status, verdicts: state.verdicts, finding: null };
}

function recount(
  state: QuestionState,
  status: QuestionStatus,
  verdicts: readonly CountedVerdict[],
): QuestionState {
  const finding = state.finding && { ...state.finding, ...sides(state.finding.rating, verdicts) };
  return { status, verdicts, finding };
}

function sides(
  rating: string,
  active: readonly CountedVerdict[],
): Pick<StandingFinding, 'verdicts' | 'dissent'> {
  const verdicts: string[] = [];
  const dissent: string[] = [];
  for (const verdict of active) {
    (verdict.rating === rating ? verdicts : dissent).push(verdict.verdictId);
  }
  return { verdicts, dissent };
}
