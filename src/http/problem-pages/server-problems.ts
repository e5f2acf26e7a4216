import { retryLater, type ProblemText } from './problem-text.js';

const SAME_KEY =
  'Wait for the seconds of `Retry-After`, and send it again with the same `Idempotency-Key`.';

/** Problems with a status from 500 on: the server, and what it relies on. */
export const SERVER_PROBLEMS = {
  internal: {
    meaning: 'Something failed that nobody foresaw. It is a fault of the server.',
    when: 'Never, if the server has no faults.',
    retry: retryLater(
      'A write can be sent again with the same `Idempotency-Key`: it happens once.',
    ),
    remedy:
      'Tell the operator the request id, which is also in the header `X-Request-Id`. The log has the cause under it.',
    example: {
      request: 'GET /v1/claims',
      detail: 'Unexpected failure; request id 01900000-0000-7000-8000-000000000000.',
    },
  },
  'view-behind': {
    meaning: 'The answer cannot show what `atLeast` or `asOf` asks for yet.',
    when: 'A read names a position that the views do not show within two seconds, or that is not in this ledger.',
    retry: retryLater('Wait for the seconds of `Retry-After`, and ask again.'),
    remedy: 'Ask again, or leave `atLeast` out to see what is shown now.',
    example: {
      request: 'GET /v1/claims?atLeast=9999999999999999',
      detail: 'Position 9999999999999999 is not shown yet.',
      extras: { retryAfter: 1 },
    },
  },
  'views-unavailable': {
    meaning: 'The database of the views cannot be read, or its views are of another ledger.',
    when: 'The database is away or damaged, or was restored from another backup than the event store.',
    retry: retryLater('Reads work again when the operator has seen to it. Writes go on meanwhile.'),
    remedy: 'Operators: `/health/ready` says why. `fact-ledger rebuild` builds the views anew.',
    example: {
      request: 'GET /v1/claims',
      detail:
        'The views cannot be read now; what is recorded is not touched by that, and writes go on. /health/ready says why, and what an operator can do.',
      extras: { retryAfter: 2 },
    },
  },
  'snapshots-unavailable': {
    meaning: 'A captured file, or its text, cannot be read or kept.',
    when: 'The folder of the snapshots is away, or a file in it is damaged or gone.',
    retry: retryLater(
      'With `Retry-After`, send it again after those seconds. Without it, the file has to come back from a backup first.',
    ),
    remedy: 'Operators: look at the log and the folder of the snapshots; restore a damaged file.',
    example: {
      request: 'POST /v1/sources/{id}/snapshots',
      detail: 'The snapshots cannot be read or kept now; nothing was recorded.',
      extras: { retryAfter: 30 },
    },
  },
  'webhooks-unavailable': {
    meaning: 'What keeps the deliveries of webhooks cannot be reached, or cannot be made.',
    when: 'The database of the views is away or does not let the ledger have a schema for deliveries, or `webhooks.db` in the data folder cannot be used.',
    retry: retryLater(
      'It works again when the operator has seen to it. Deliveries go on by themselves then, and none is lost.',
    ),
    remedy: 'Operators: `detail` says what is wrong, and so does the log.',
    example: {
      request: 'GET /v1/webhooks/{id}/deliveries',
      detail:
        'The deliveries of webhooks: localhost:5432/ledger, schema fact_ledger_webhooks cannot be reached now.',
      extras: { retryAfter: 10 },
    },
  },
  'event-store-unavailable': {
    meaning: 'The event store did not answer in time.',
    when: 'The server of the event store is away, or its file is locked.',
    retry: retryLater(SAME_KEY),
    remedy:
      'Send the same request with the same `Idempotency-Key`: if it was recorded after all, it gets its first answer.',
    example: {
      request: 'POST /v1/claims',
      detail:
        'The event store cannot take this now; nothing is known to be recorded. Try again with the same Idempotency-Key.',
      extras: { retryAfter: 2 },
    },
  },
  'event-store-damaged': {
    meaning: 'An event that the request needs is damaged or missing.',
    when: 'The file of the events was changed by something else than the ledger, or its disk fails.',
    retry: {
      helps: false,
      advice: 'The same request is refused again until the event has come back from a backup.',
    },
    remedy: 'Operators: stop the server and restore the events. `detail` names the position.',
    example: {
      request: 'GET /v1/claims/{id}/history',
      detail:
        'The event at position 0000000000000007 is not as it was recorded. The events file is damaged; take it from a backup, or import an export.',
    },
  },
  busy: {
    meaning: 'The server does too much of this already. Nothing was recorded.',
    when: 'Too many uploads, captures or extractions of text are under way.',
    retry: retryLater(SAME_KEY),
    remedy: 'Send fewer such requests at the same time.',
    example: {
      request: 'POST /v1/sources/{id}/snapshots',
      detail: 'Too much is being sent at the moment; nothing was recorded.',
      extras: { retryAfter: 5 },
    },
  },
  'too-many-live-clients': {
    meaning: 'As many clients follow the log at this process as may.',
    when: 'The streams of `GET /v1/events/live` that are open are as many as `FACT_LEDGER_LIVE_CLIENTS`.',
    retry: retryLater(
      'Wait for the seconds of `Retry-After`, and connect again with the same `Last-Event-ID`: nothing is lost. A browser that is refused does not try again by itself.',
    ),
    remedy:
      'Close streams that nobody looks at: one is enough for all charts of a page. Operators: raise the setting, or let several processes answer.',
    example: {
      request: 'GET /v1/events/live',
      detail: '1000 clients follow the log, which is as many as may.',
      extras: { retryAfter: 30 },
    },
  },
  'shutting-down': {
    meaning: 'The server is stopping and takes no new requests. Nothing was recorded.',
    when: 'The operator stops or restarts the server. Requests under way are finished.',
    retry: retryLater(SAME_KEY),
    remedy: 'Send it again; another process, or the restarted one, answers.',
    example: {
      request: 'POST /v1/claims',
      detail: 'The server is stopping; nothing was recorded.',
      extras: { retryAfter: 5 },
    },
  },
  'storage-full': {
    meaning: 'The disk is full. Nothing was recorded.',
    when: 'There is no room for another event or snapshot.',
    retry: retryLater('Writes work again when the operator has made room. Reads go on meanwhile.'),
    remedy: 'Operators: make room on the disk that `detail` names.',
    example: {
      request: 'POST /v1/claims',
      detail: 'The disk of the event store is full; nothing was recorded.',
      extras: { retryAfter: 30 },
    },
  },
} as const satisfies Record<string, ProblemText>;
