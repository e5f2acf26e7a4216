import { rule } from './rule.js';

const PUBLISH = 'POST /v1/claims/{id}/findings/{fid}/publications';
const CORRECT = 'POST /v1/claims/{id}/publications/{pid}/corrections';

/** What the public is told. */
export const PUBLICATION_RULES = {
  'not-a-publisher': rule('separation-of-duties', {
    meaning: 'Only members with a role that the policy names publish, correct and retract.',
    reason: 'What is told to the public is answered for by those whom the desk has chosen for it.',
    remedy: 'Read `publishing.roles` in `GET /v1/policy`, and ask a member with such a role.',
    example: {
      request: PUBLISH,
      detail: 'By the policy in force only a member with one of these roles publishes: editor.',
    },
  }),
  'own-finding': rule('separation-of-duties', {
    meaning: 'Where the policy says so, nobody publishes a finding that their own verdict carries.',
    reason: 'A second person looks at what is told to the public.',
    remedy: 'Ask another member who publishes.',
    example: {
      request: PUBLISH,
      detail: 'By the policy in force nobody publishes a finding that their own verdict carries.',
    },
  }),
  'finding-unknown': rule('not-found', {
    meaning: 'A finding is published on the claim that it is about.',
    reason: 'It stands in the record of its claim.',
    remedy: 'Read `GET /v1/claims/{id}`, and use the id of a finding from there.',
    example: { request: PUBLISH, detail: 'The claim has no such finding.' },
  }),
  'finding-not-standing': rule('rule', {
    meaning: 'Only a finding that stands is published.',
    reason: 'One that was reopened, contested or superseded is not what the ledger holds.',
    remedy: 'Read `GET /v1/claims/{id}`, and publish the finding that stands, where there is one.',
    example: { request: PUBLISH, detail: 'The finding does not stand any more.' },
  }),
  'already-published': rule('rule', {
    meaning: 'A question of a claim has one publication in a language at a time.',
    reason:
      'Whoever read the first one must find there what the ledger says now; a second one would leave it standing.',
    remedy: 'Correct the publication, or retract it first.',
    example: {
      request: PUBLISH,
      detail:
        'The question is published in en as 01900000-0000-7000-8000-000000000000, which can be corrected or retracted.',
    },
  }),
  'publication-unknown': rule('not-found', {
    meaning: 'A publication is corrected and retracted on the claim that it is about.',
    reason: 'It stands in the record of its claim.',
    remedy: 'Read `GET /v1/publications?claimId={id}`, and use an id from there.',
    example: { request: CORRECT, detail: 'The claim has no such publication.' },
  }),
  'publication-retracted': rule('rule', {
    meaning: 'A retracted publication is neither corrected nor retracted again.',
    reason: 'The ledger stands no more by anything that it says.',
    remedy: 'Publish the finding anew.',
    example: { request: CORRECT, detail: 'The publication was retracted before.' },
  }),
  'no-finding-to-correct-by': rule('rule', {
    meaning: 'A correction says what the finding that stands on the question says.',
    reason: 'While no finding stands, the ledger holds nothing that the public could be told.',
    retry: 'It succeeds once a finding stands on the question.',
    remedy: 'Wait for a finding, or retract the publication.',
    example: {
      request: CORRECT,
      detail: 'No finding stands on the question. The publication can be retracted.',
    },
  }),
  'correction-changes-nothing': rule('rule', {
    meaning: 'A correction says something else than the publication.',
    reason: 'A notice of correction that corrects nothing would confuse readers for ever.',
    remedy: 'Nothing needs to be done: the publication says so already.',
    example: {
      request: CORRECT,
      detail: 'The publication says so already, of the same finding.',
    },
  }),
  'wrong-since-in-future': rule('invalid', {
    meaning:
      'A correction says since when the publication was wrong: a day that has begun, in UTC.',
    reason: 'What is right still needs no correction.',
    remedy: 'Send an earlier `since`.',
    example: {
      request: CORRECT,
      detail: 'What was published has been wrong since a day that has begun (in UTC).',
      pointer: '/since',
    },
  }),
  'too-many-corrections': rule('rule', {
    meaning: 'A publication is corrected at most 100 times.',
    reason: 'Its page shows every notice.',
    remedy: 'Retract it, and publish the finding anew.',
    example: { request: CORRECT, detail: 'A publication is corrected at most 100 times.' },
  }),
};
