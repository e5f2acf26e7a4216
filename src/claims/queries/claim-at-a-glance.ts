import Type, { type Static } from 'typebox';

import { CLAIM_STATUSES } from '../../../projections/claim-status/claim-status.row.js';
import type { QuestionState } from '../../../projections/claim-status/question-state.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, named, nullable } from '../../queries/answer-fields.js';

const StandingFinding = nullable(named('StandingFinding', { id: Id, rating: Type.String() }));

/** Another claim, as an answer about one shows it beside that: what it says, and what was found of it. */
export const ClaimAtAGlance = named('ClaimAtAGlance', {
  id: Id,
  text: Type.String(),
  status: Type.Enum([...CLAIM_STATUSES]),
  findings: Type.Object(
    { veracity: StandingFinding, attribution: StandingFinding },
    { $id: 'StandingFindings', description: 'Of that claim alone; null where none stands.' },
  ),
});
export type ClaimAtAGlance = Static<typeof ClaimAtAGlance>;

export type GlanceRow = Pick<ViewTables['claims'], 'claim_id' | 'text'> &
  Pick<ViewTables['claim_status'], 'status' | 'veracity' | 'attribution'>;

export function claimAtAGlance(row: GlanceRow): ClaimAtAGlance {
  return {
    id: row.claim_id,
    text: row.text,
    status: row.status,
    findings: {
      veracity: standing(parse(row.veracity)),
      attribution: standing(parse(row.attribution)),
    },
  };
}

function standing(state: QuestionState | null): ClaimAtAGlance['findings']['veracity'] {
  return state?.finding ? { id: state.finding.id, rating: state.finding.rating } : null;
}
