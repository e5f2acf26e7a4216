import { rule } from './rule.js';

/** Claims and how they stand to one another. */
export const CLAIM_RULES = {
  'claim-unknown': rule('not-found', {
    meaning: 'A command on a claim needs a claim that is recorded.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: 'Check the id. `GET /v1/claims?q=…` finds claims by their words.',
    example: {
      request: 'POST /v1/claims/{id}/withdrawal',
      detail: 'There is no such claim.',
    },
  }),
  'claim-already-recorded': rule('rule', {
    meaning: 'A claim is recorded once.',
    reason: 'The id of a claim comes from its command, so one id never stands for two claims.',
    remedy: 'Read the claim that is there. To record another one, send a new `Idempotency-Key`.',
    example: {
      request: 'POST /v1/claims',
      detail: 'The claim is recorded already.',
    },
  }),
  'claim-withdrawn': rule('rule', {
    meaning: 'A withdrawn claim takes no more citations, verdicts and relations.',
    reason: 'A withdrawal ends the work on a claim. What was recorded before stays readable.',
    remedy: 'Record a new claim, and relate it to the withdrawn one if that helps its readers.',
    example: {
      request: 'POST /v1/claims/{id}/citations',
      detail: 'The claim is withdrawn; it takes no more citations, verdicts and relations.',
    },
  }),
  'claim-already-withdrawn': rule('rule', {
    meaning: 'A claim is withdrawn once.',
    reason: 'A second withdrawal would hide who withdrew the claim first, and why.',
    remedy:
      'Nothing needs to be done: the claim is withdrawn. `GET /v1/claims/{id}` shows the reason.',
    example: {
      request: 'POST /v1/claims/{id}/withdrawal',
      detail: 'The claim was withdrawn before.',
    },
  }),
  'no-such-date': rule('invalid', {
    meaning: 'A date must be on the calendar.',
    reason: 'A date such as 2026-02-30 cannot be ordered or compared.',
    remedy: 'Send an ISO 8601 instant, day, month or year that exists.',
    example: {
      request: 'POST /v1/claims',
      detail: '2026-02-30 is no date.',
      pointer: '/statedAt',
    },
  }),
  'prediction-needs-resolves': rule('invalid', {
    meaning: 'A prediction says by when it resolves, and by which criterion.',
    reason: 'Without a date and a criterion nobody can say whether a prediction came true.',
    remedy: 'Add `resolves` with `by` and `criterion`, or record the claim with another `kind`.',
    example: {
      request: 'POST /v1/claims',
      detail: 'A prediction says by when it resolves and by which criterion.',
      pointer: '/resolves',
    },
  }),
  'only-predictions-resolve': rule('invalid', {
    meaning: 'Only a claim of the kind `prediction` has `resolves`.',
    reason: 'A fact or an opinion does not become true on a date.',
    remedy: 'Leave `resolves` out, or record the claim as a prediction.',
    example: {
      request: 'POST /v1/claims',
      detail: 'Only a prediction resolves; this claim is of the kind fact.',
      pointer: '/resolves',
    },
  }),
  'relation-to-itself': rule('invalid', {
    meaning: 'A claim is related to another claim, not to itself.',
    reason: 'A relation tells how two claims stand to one another.',
    remedy: 'Send the id of the other claim as `claimId`.',
    example: {
      request: 'POST /v1/claims/{id}/relations',
      detail: 'A claim is related to another one.',
      pointer: '/claimId',
    },
  }),
  'related-claim-unknown': rule('rule', {
    meaning: 'Both claims of a relation are recorded.',
    reason: 'Readers follow a relation from either end.',
    remedy: 'Record the other claim first, or check `claimId`.',
    example: {
      request: 'POST /v1/claims/{id}/relations',
      detail: 'The other claim is not recorded.',
      pointer: '/claimId',
    },
  }),
  'relation-already-recorded': rule('rule', {
    meaning:
      'Two claims are related in the same way once. `same-as` and `contradicts` hold from both ends.',
    reason: 'The same relation twice would be counted twice and taken back once.',
    remedy: 'Nothing needs to be done. `GET /v1/claims/{id}/relations` shows the relation.',
    example: {
      request: 'POST /v1/claims/{id}/relations',
      detail: 'That the claims are related so (contradicts) is recorded already.',
      pointer: '/claimId',
    },
  }),
  'relation-unknown': rule('not-found', {
    meaning: 'A relation is taken back on the claim that it was recorded on.',
    reason: 'Each claim has its own record, and the relation stands in one of the two.',
    remedy:
      'Read `GET /v1/claims/{id}/relations`: where `direction` is `from`, use the other claim.',
    example: {
      request: 'POST /v1/claims/{id}/relations/{rid}/retraction',
      detail:
        'The claim has no such relation. It is taken back on the claim that it was recorded on.',
    },
  }),
  'relation-not-yours': rule('separation-of-duties', {
    meaning: 'The member who recorded a relation takes it back, or an editor does.',
    reason: "Nobody removes a colleague's work on their own.",
    remedy: 'Ask the member who recorded it, or an editor.',
    example: {
      request: 'POST /v1/claims/{id}/relations/{rid}/retraction',
      detail: 'A relation is taken back by the member who recorded it, or by an editor.',
    },
  }),
  'relation-already-taken-back': rule('rule', {
    meaning: 'A relation is taken back once.',
    reason: 'A second time would hide who took it back first, and why.',
    remedy: 'Nothing needs to be done: the relation is taken back.',
    example: {
      request: 'POST /v1/claims/{id}/relations/{rid}/retraction',
      detail: 'The relation was taken back before.',
    },
  }),
};
