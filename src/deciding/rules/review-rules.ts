import { rule } from './rule.js';

const SUBMIT = 'POST /v1/claims/{id}/verdicts';
const RETRACT_CONFLICT = 'POST /v1/claims/{id}/conflicts/{conflictId}/retraction';

/** Verdicts, their evidence, and conflicts of interest. */
export const REVIEW_RULES = {
  'own-claim': rule('separation-of-duties', {
    meaning: 'Nobody judges a claim that they recorded.',
    reason: 'A finding rests on reviewers who have no part in the claim.',
    remedy: 'Leave the verdict to another reviewer.',
    example: { request: SUBMIT, detail: 'Nobody judges a claim that they recorded.' },
  }),
  'own-citations': rule('separation-of-duties', {
    meaning: 'Nobody judges a claim all of whose citations they added.',
    reason: 'Whoever chose all of the evidence is no second pair of eyes on it.',
    retry: 'It succeeds once somebody else has added a citation.',
    remedy: 'Leave the verdict to another reviewer, or ask a colleague for evidence of their own.',
    example: {
      request: SUBMIT,
      detail: 'Nobody judges a claim all of whose citations they added.',
    },
  }),
  'conflict-of-interest': rule('separation-of-duties', {
    meaning: 'Whoever has a conflict of interest in a claim does not judge it.',
    reason: 'A finding rests on reviewers who have no interest in its outcome.',
    retry: 'It succeeds once the conflict has ended, where it ends.',
    remedy:
      'Leave the verdict to another reviewer. Where the conflict was declared in error, retract it first.',
    example: {
      request: SUBMIT,
      detail:
        'The reviewer declared a conflict of interest in this claim. It ends at 2027-01-01T00:00:00.000Z.',
    },
  }),
  'conflict-already-declared': rule('rule', {
    meaning: 'A member has one conflict of interest in a claim at a time.',
    reason: 'A second declaration would change nothing.',
    retry: 'It succeeds once the conflict has ended, where it ends.',
    remedy:
      'Nothing needs to be done: the conflict is on record. Where its reason or its end is another, retract it and declare it anew.',
    example: {
      request: 'POST /v1/claims/{id}/conflicts',
      detail: 'The conflict of interest was declared before.',
    },
  }),
  'conflict-unknown': rule('not-found', {
    meaning: 'A conflict of interest is retracted on the claim that it is about.',
    reason: 'It stands in the record of its claim.',
    remedy: 'Read `GET /v1/claims/{id}/conflicts`, and use an id from there.',
    example: {
      request: RETRACT_CONFLICT,
      detail: 'The claim has no such conflict of interest.',
    },
  }),
  'conflict-not-yours': rule('separation-of-duties', {
    meaning: 'A conflict of interest is retracted by the member who declared it, or by an editor.',
    reason: 'Nobody lets a colleague judge who said that they must not.',
    remedy: 'Ask the member or an editor.',
    example: {
      request: RETRACT_CONFLICT,
      detail: 'A conflict of interest is retracted by the member who declared it, or by an editor.',
    },
  }),
  'conflict-already-retracted': rule('rule', {
    meaning: 'A conflict of interest is retracted once.',
    reason: 'A second retraction would hide who retracted it first, and why.',
    remedy: 'Nothing needs to be done: the conflict is retracted.',
    example: {
      request: RETRACT_CONFLICT,
      detail: 'The conflict of interest was retracted before.',
    },
  }),
  'opinion-has-no-veracity': rule('rule', {
    meaning: 'An opinion is not rated for veracity.',
    reason: 'An opinion is neither true nor false. Whether somebody holds it is another question.',
    remedy: 'Judge the question `attribution`: whether the claimant said so.',
    example: {
      request: SUBMIT,
      detail: 'An opinion is recorded, never rated for veracity.',
    },
  }),
  'rating-unknown': rule('invalid', {
    meaning: 'A verdict uses a rating of the policy in force, for its own question.',
    reason: 'Ratings can be counted only on one scale.',
    remedy:
      'Read `GET /v1/policy`: `scales` lists the ratings of each question; an override may have others for the topics of the claim.',
    example: {
      request: SUBMIT,
      detail: 'The policy in force rates the veracity of this claim as one of true, false.',
      pointer: '/rating',
    },
  }),
  'criterion-met-only-for-predictions': rule('invalid', {
    meaning: 'Only a verdict on a prediction says `criterionMet`.',
    reason: 'Other claims have no criterion.',
    remedy: 'Leave `criterionMet` out.',
    example: {
      request: SUBMIT,
      detail: 'Only a prediction has a criterion.',
      pointer: '/criterionMet',
    },
  }),
  'prediction-not-due': rule('rule', {
    meaning:
      'A prediction takes a final rating on veracity after its date; before, only where its criterion is met already.',
    reason: 'Until its date a prediction may still come true.',
    retry: 'It succeeds once the date of the prediction has passed.',
    remedy:
      'Wait until `resolves.by`, use a rating that is not final, or send `criterionMet: true` where it is met.',
    example: {
      request: SUBMIT,
      detail:
        'The prediction resolves by 2030-06-30. Before that it takes a final rating only where its criterion is met already.',
    },
  }),
  'as-of-in-future': rule('invalid', {
    meaning: 'A verdict speaks of a day that has begun, in UTC.',
    reason: 'Nobody has seen evidence of a day to come.',
    remedy: 'Send an earlier `asOf`, or leave it out.',
    example: {
      request: SUBMIT,
      detail: 'A verdict speaks of a day that has begun (in UTC).',
      pointer: '/asOf',
    },
  }),
  'expiry-passed': rule('invalid', {
    meaning: 'A verdict or a conflict of interest expires in the future.',
    reason: 'What has expired already would never count.',
    remedy: 'Send a later `expires`, or leave it out.',
    example: { request: SUBMIT, detail: 'An expiry lies in the future.', pointer: '/expires' },
  }),
  'evidence-missing': rule('invalid', {
    meaning: 'A verdict rests on at least one citation of the claim.',
    reason: 'Readers must be able to check what a verdict rests on.',
    remedy: 'Add a citation with `POST /v1/claims/{id}/citations`, and send its id in `evidence`.',
    example: {
      request: SUBMIT,
      detail: 'A verdict rests on at least one citation of the claim.',
      pointer: '/evidence',
    },
  }),
  'evidence-unknown': rule('rule', {
    meaning: 'Evidence is a citation of the claim that is judged.',
    reason: 'A citation of another claim says nothing of this one.',
    remedy:
      'Read `GET /v1/citations?claimId={id}`, and send ids from there; or add the citation first.',
    example: {
      request: SUBMIT,
      detail: '01900000-0000-7000-8000-000000000000 is no citation of this claim.',
      pointer: '/evidence/0',
    },
  }),
  'evidence-retracted': rule('rule', {
    meaning: 'Evidence is not retracted.',
    reason: 'A retracted citation no longer supports anything.',
    remedy: 'Name another citation.',
    example: {
      request: SUBMIT,
      detail: 'The citation 01900000-0000-7000-8000-000000000000 is retracted.',
      pointer: '/evidence/0',
    },
  }),
  'evidence-repeated': rule('invalid', {
    meaning: 'A verdict names each citation once.',
    reason: 'The same citation twice is no more evidence.',
    remedy: 'Leave the second one out.',
    example: {
      request: SUBMIT,
      detail: 'The citation 01900000-0000-7000-8000-000000000000 is named twice.',
      pointer: '/evidence/1',
    },
  }),
  'evidence-absent': rule('rule', {
    meaning:
      'At least one quote of the evidence was found in its source, or the reviewer saw the source.',
    reason: 'A finding must not rest on words that nobody found.',
    remedy:
      'Cite words that stand in a snapshot, or the source as a whole; or send `sourceSeen: true` where you saw it yourself.',
    example: {
      request: SUBMIT,
      detail:
        'The ledger found none of the quoted words when these citations were added. Cite words that stand in a snapshot, or the source as a whole; or say `sourceSeen: true` where you saw the source yourself.',
      pointer: '/evidence',
    },
  }),
  'too-many-verdicts': rule('rule', {
    meaning: 'A question of a claim takes 10,000 verdicts at most.',
    reason: 'The event of a finding names all verdicts that it rests on.',
    remedy:
      'Replace a verdict of your own by judging again, or ask other reviewers to withdraw theirs.',
    example: { request: SUBMIT, detail: 'A question takes at most 10000 verdicts.' },
  }),
  'verdict-unknown': rule('not-found', {
    meaning: 'A verdict is withdrawn on the claim that it is about.',
    reason: 'A verdict stands in the record of its claim.',
    remedy: 'Read `GET /v1/claims/{id}/verdicts`, and use an id from there.',
    example: {
      request: 'POST /v1/claims/{id}/verdicts/{vid}/withdrawal',
      detail: 'The claim has no such verdict.',
    },
  }),
  'verdict-not-yours': rule('separation-of-duties', {
    meaning: 'Only the reviewer who gave a verdict withdraws it.',
    reason: "Nobody silences a colleague's judgement.",
    remedy: 'Ask the reviewer, or give a verdict of your own.',
    example: {
      request: 'POST /v1/claims/{id}/verdicts/{vid}/withdrawal',
      detail: 'A verdict is withdrawn by the reviewer who gave it.',
    },
  }),
  'verdict-not-active': rule('rule', {
    meaning: 'A verdict is withdrawn once, and not after a newer one has replaced it.',
    reason: 'Such a verdict does not count any more.',
    remedy: 'Nothing needs to be done, or withdraw the newer verdict.',
    example: {
      request: 'POST /v1/claims/{id}/verdicts/{vid}/withdrawal',
      detail: 'The verdict was withdrawn or replaced before.',
    },
  }),
};
