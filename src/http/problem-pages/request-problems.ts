import { CHANGE_FIRST, retryLater, UNTIL_RECORDED, type ProblemText } from './problem-text.js';

/** Problems with a status from 400 to 499: the request, or who sends it. */
export const REQUEST_PROBLEMS = {
  malformed: {
    meaning: 'The request cannot be read.',
    when: 'The body is no JSON, is not UTF-8, breaks off or is nested too deep; the path cannot be decoded; or the bytes are no HTTP.',
    retry: CHANGE_FIRST,
    remedy: 'Look at `detail`. Let a library write the JSON, and percent-encode the path.',
    example: { request: 'POST /v1/claims', detail: 'The body breaks off.' },
  },
  unauthenticated: {
    meaning: 'The route needs the key of a member.',
    when: 'No key was sent, or the key is not known, or it was revoked.',
    retry: { helps: false, advice: 'The same request is refused again. Send a valid key.' },
    remedy:
      'Send `Authorization: Bearer fl_…`. An admin issues keys with `POST /v1/members/{id}/keys`, and each is shown once.',
    example: {
      request: 'POST /v1/claims',
      detail: 'This needs a key: send it as "Authorization: Bearer fl_…".',
    },
  },
  forbidden: {
    meaning: 'The member may not use this route.',
    when: 'The member lacks the role that the route needs, or is suspended.',
    retry: {
      helps: false,
      advice: 'The same request is refused again until the roles of the member have changed.',
    },
    remedy: 'Ask a member who has the role, or ask an admin for it. `detail` names the role.',
    example: { request: 'POST /v1/members', detail: 'This needs the role admin.' },
  },
  'separation-of-duties': {
    meaning: 'The role is right, but this member may not do this to this record.',
    when: 'A reviewer judges a claim of their own, or a member changes what somebody else recorded. `rule` names the rule.',
    retry: {
      helps: false,
      advice: 'The same request of the same member is refused again.',
    },
    remedy: 'Leave it to another member. The page of the rule says who may do it.',
    example: {
      request: 'POST /v1/claims/{id}/verdicts',
      detail: 'Nobody judges a claim that they recorded.',
      extras: { rule: 'own-claim' },
    },
  },
  'not-found': {
    meaning: 'There is nothing at this address.',
    when: 'No route has this path, or what the path names was never recorded, or not yet at the moment that `asOf` names. Lists of something unknown are not found, too.',
    retry: {
      helps: false,
      advice:
        'The same request finds nothing until it is recorded. A read right after a write can send `atLeast` with the `Ledger-Position` of the write.',
    },
    remedy: 'Check the path and its ids. `/openapi.json` lists the routes.',
    example: {
      request: 'GET /v1/claims/{id}',
      detail: 'There is no claim 01900000-0000-7000-8000-000000000000.',
    },
  },
  'no-claim-review': {
    meaning: 'The publication is there, but it cannot be told as a ClaimReview of schema.org.',
    when: 'It tells who said something and not whether that is so, it is retracted or outdated, or the claim is of the organization that published it. `detail` says which.',
    retry: {
      helps: false,
      advice: 'The same request finds one only after an outdated publication was corrected.',
    },
    remedy: 'Read the publication itself at `GET /v1/publications/{id}`.',
    example: {
      request: 'GET /v1/publications/{id}/claim-review',
      detail:
        'It tells whether the claimant said so. ClaimReview rates whether what was said is so.',
    },
  },
  'method-not-allowed': {
    meaning: 'The path is known, but not with this method.',
    when: 'A request uses a method that the path does not have.',
    retry: CHANGE_FIRST,
    remedy: 'Use one of the methods that the header `Allow` lists. `OPTIONS` lists them as well.',
    example: {
      request: 'DELETE /v1/claims/{id}',
      detail: 'This path does not take DELETE; it takes GET, HEAD, OPTIONS.',
    },
  },
  'not-acceptable': {
    meaning: 'The route gives none of the media types that the request accepts.',
    when: 'The header `Accept` leaves out, or refuses with `q=0`, every type of the route. Nothing was recorded.',
    retry: CHANGE_FIRST,
    remedy:
      'Send a type that `detail` lists, or `*/*`, or leave `Accept` out. Reads that have several forms also take `format` in the query string, which wins.',
    example: {
      request: 'GET /v1/claims',
      detail:
        'The Accept header takes nothing of what this route gives: application/json, application/x-ndjson, text/csv.',
    },
  },
  'request-timeout': {
    meaning: 'The request took too long to arrive.',
    when: 'The headers or the body did not come within two minutes.',
    retry: retryLater('Send it again with the same `Idempotency-Key`.'),
    remedy: 'Use a faster connection, or send less at once.',
    example: {
      request: 'POST /v1/sources/{id}/snapshots',
      detail: 'The request did not come in time.',
    },
  },
  'rule-refused': {
    meaning: 'A rule of the ledger refuses the command. Nothing was recorded.',
    when: 'The record as it stands does not allow it. `rule` names the rule, and `help` leads to its page.',
    retry: UNTIL_RECORDED,
    remedy: 'Read the page of the rule.',
    example: {
      request: 'POST /v1/claims/{id}/verdicts',
      detail: '01900000-0000-7000-8000-000000000000 is no citation of this claim.',
      extras: {
        rule: 'evidence-unknown',
        errors: [
          {
            pointer: '/evidence/0',
            detail: '01900000-0000-7000-8000-000000000000 is no citation of this claim.',
          },
        ],
      },
    },
  },
  'write-conflict': {
    meaning: 'Other writes to the same record kept coming first. Nothing was recorded.',
    when: 'Many members write to one claim or source in the same moment.',
    retry: retryLater('Send it again after a short pause, with the same `Idempotency-Key`.'),
    remedy: 'Spread writes to one record over time.',
    example: {
      request: 'POST /v1/claims/{id}/citations',
      detail: 'Other writes were quicker 5 times; nothing was recorded. Try again.',
    },
  },
  'revision-mismatch': {
    meaning: 'The record is not at the revision that `If-Match` names. Nothing was recorded.',
    when: 'Somebody changed the record after it was read. `actualRevision` is its revision now, or null where there is no record.',
    retry: { helps: false, advice: 'The same request is refused again: revisions never go back.' },
    remedy:
      'Read the record again, decide whether the change still makes sense, and send its new `ETag`.',
    example: {
      request: 'POST /v1/sources/{id}/amendments',
      detail: 'The record is at revision 4.',
      extras: { actualRevision: 4 },
    },
  },
  'precondition-failed': {
    meaning: 'A file of the documentation is not as the request demands.',
    when: 'A file under `/docs` was asked for with `If-Match` or `If-Unmodified-Since`, and has changed.',
    retry: CHANGE_FIRST,
    remedy: 'Leave the condition out.',
    example: {
      request: 'GET /docs/swagger-ui.css',
      detail: 'Precondition Failed',
    },
  },
  'too-large': {
    meaning: 'The body, or what would be recorded of it, is too large.',
    when: 'A JSON body has more than 512 KiB, a snapshot has more bytes than the operator allows, or an event would be larger than the event store takes.',
    retry: CHANGE_FIRST,
    remedy: 'Send less. `detail` names the limit.',
    example: { request: 'POST /v1/claims', detail: 'The body may have 524288 bytes at most.' },
  },
  'uri-too-long': {
    meaning: 'A part of the path is too long.',
    when: 'A part of the path has more than 100 characters.',
    retry: CHANGE_FIRST,
    remedy: 'Check the id. Ids have 36 characters, and digests 64.',
    example: {
      request: 'GET /v1/claims/{id}',
      detail: `'/v1/claims/${'0'.repeat(101)}' is exceeding the max param length`,
    },
  },
  'unsupported-media-type': {
    meaning: 'The route does not take a body of that Content-Type.',
    when: 'A route that takes JSON was sent something else, or the Content-Type is malformed.',
    retry: CHANGE_FIRST,
    remedy: 'Send `Content-Type: application/json`; for a snapshot, the type of the file.',
    example: { request: 'POST /v1/claims', detail: 'This route takes application/json.' },
  },
  'range-not-satisfiable': {
    meaning: 'The file does not have the part that `Range` names.',
    when: 'A part of a file under `/docs` was asked for that is behind its end.',
    retry: CHANGE_FIRST,
    remedy: 'Leave `Range` out.',
    example: { request: 'GET /docs/swagger-ui.css', detail: 'Range Not Satisfiable' },
  },
  'expectation-failed': {
    meaning: 'The header `Expect` names something that the server does not do.',
    when: '`Expect` is not `100-continue`.',
    retry: CHANGE_FIRST,
    remedy: 'Leave `Expect` out.',
    example: { request: 'POST /v1/claims', detail: 'Only 100-continue can be expected.' },
  },
  invalid: {
    meaning: 'The request can be read, but a value in it is not valid. Nothing was recorded.',
    when: 'A member of the body, an id in the path, a parameter of the query or a header is missing, malformed, unknown or beyond a limit. `errors` names each by a JSON Pointer.',
    retry: CHANGE_FIRST,
    remedy:
      'Correct what `errors` names. A pointer leads into the body, or to the name of a parameter of the query or the path.',
    example: {
      request: 'GET /v1/claims?limit=0',
      detail: '/limit must be a whole number from 1 to 500.',
      extras: { errors: [{ pointer: '/limit', detail: 'must be a whole number from 1 to 500' }] },
    },
  },
  'idempotency-key-reused': {
    meaning: 'The `Idempotency-Key` was used before with another request. Nothing was recorded.',
    when: 'The same member sent the same key with another path or body.',
    retry: { helps: false, advice: 'The same request is refused again. Use a new key.' },
    remedy:
      'Make a new key, such as a UUID, for every command, and repeat it only with the very same request.',
    example: {
      request: 'POST /v1/claims',
      detail: 'This Idempotency-Key was used before with another request.',
    },
  },
  'too-much-at-once': {
    meaning: 'The member sends too many bytes at the same time.',
    when: 'Bodies of one member that are still under way have more bytes than one member may send at once.',
    retry: retryLater('Send it again when the other uploads of the member have ended.'),
    remedy: 'Send fewer large bodies at the same time.',
    example: {
      request: 'POST /v1/sources/{id}/snapshots',
      detail: 'You may have 33554432 bytes of bodies under way at once.',
      extras: { retryAfter: 5 },
    },
  },
  'slow-down': {
    meaning: 'Too many keys from this address were not accepted.',
    when: 'An address sends more than 20 wrong keys within a minute. Requests with a valid key are not held up.',
    retry: retryLater('Wait for the seconds of `Retry-After`.'),
    remedy: 'Check the key in your settings.',
    example: {
      request: 'GET /v1/claims',
      detail: 'Too many keys that are not accepted; try again in 42 seconds.',
    },
  },
  'headers-too-large': {
    meaning: 'The headers of the request are too large.',
    when: 'All headers together have more than 16 KiB.',
    retry: CHANGE_FIRST,
    remedy: 'Send smaller headers; cookies are not needed.',
    example: { request: 'GET /v1/claims', detail: 'The headers are larger than 16 KiB.' },
  },
} as const satisfies Record<string, ProblemText>;
