import { rule } from './rule.js';

const LIST = 'Read `GET /v1/webhooks`: it lists them with their ids.';

/** Webhooks: where the ledger sends its events. */
export const WEBHOOK_RULES = {
  'webhook-unknown': rule('not-found', {
    meaning: 'A command on a webhook needs one that is registered.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: LIST,
    example: { request: 'POST /v1/webhooks/{id}/removal', detail: 'There is no such webhook.' },
  }),
  'webhook-removed': rule('rule', {
    meaning: 'A webhook that was removed is not changed any more.',
    reason: 'What was queued for it is gone, and its record says when.',
    remedy: 'Register another one with `POST /v1/webhooks`.',
    example: { request: 'POST /v1/webhooks/{id}/amendments', detail: 'The webhook was removed.' },
  }),
  'webhook-unchanged': rule('rule', {
    meaning: 'An amendment changes something.',
    reason: 'An event that changes nothing would only lengthen the record.',
    remedy: 'Nothing needs to be done: the webhook is like that.',
    example: {
      request: 'POST /v1/webhooks/{id}/amendments',
      detail: 'The webhook is like that already.',
    },
  }),
  'webhook-url-insecure': rule('invalid', {
    meaning: 'A webhook leads to an https URL.',
    reason: 'Over http anybody on the way could read what is sent, and answer in its place.',
    remedy:
      'Give the receiver a certificate and name its https URL. For receivers within your own network the operator may set `FACT_LEDGER_PRIVATE_WEBHOOKS=true`.',
    example: {
      request: 'POST /v1/webhooks',
      detail: 'A webhook leads to https; this ledger sends nothing over http.',
      pointer: '/url',
    },
  }),
  'webhook-address-refused': rule('invalid', {
    meaning: 'A webhook leads to a public address.',
    reason:
      'A server that sends to any address can be made to reach into the network that it stands in.',
    remedy:
      'Name the public address of the receiver. For receivers within your own network the operator may set `FACT_LEDGER_PRIVATE_WEBHOOKS=true`.',
    example: {
      request: 'POST /v1/webhooks',
      detail: '10.0.0.1 is not a public address.',
      pointer: '/url',
    },
  }),
  'too-many-webhooks': rule('rule', {
    meaning: 'A ledger has 20 webhooks at most that were not removed.',
    reason: 'Each of them is sent every event that it selects, which takes time and connections.',
    remedy: 'Remove one that is not used any more: `POST /v1/webhooks/{id}/removal`.',
    example: {
      request: 'POST /v1/webhooks',
      detail: 'A ledger has at most 20 webhooks; remove one first.',
    },
  }),
  'webhook-already-disabled': rule('rule', {
    meaning: 'A webhook is disabled once, until it is enabled.',
    reason: 'A second time would hide who disabled it first, and why.',
    remedy: 'Nothing needs to be done: nothing is sent to it.',
    example: {
      request: 'POST /v1/webhooks/{id}/disabling',
      detail: 'The webhook is disabled already.',
    },
  }),
  'webhook-not-disabled': rule('rule', {
    meaning: 'Only a webhook that is disabled is enabled.',
    reason: 'There is nothing to take back.',
    remedy:
      'Nothing needs to be done: it is sent what it selects. To send a delivery again, use its `redelivery`.',
    example: {
      request: 'POST /v1/webhooks/{id}/enabling',
      detail: 'The webhook is not disabled.',
    },
  }),
  'webhook-missed-twice': rule('invalid', {
    meaning: 'What a webhook missed is skipped, or delivered after a position.',
    reason: 'The two contradict each other, and one of them would be lost silently.',
    remedy: 'Leave `after` out, or send `missed: deliver` with it.',
    example: {
      request: 'POST /v1/webhooks/{id}/enabling',
      detail: 'What was missed is skipped, or delivered after a position, and not both.',
      pointer: '/after',
    },
  }),
  'webhook-after-the-end': rule('invalid', {
    meaning: 'Delivery begins after a position that the log has reached.',
    reason: 'Everything up to a position to come would be skipped silently.',
    remedy: 'Send the position of an event that was recorded, as `GET /v1/events` shows it.',
    example: {
      request: 'POST /v1/webhooks/{id}/enabling',
      detail: 'The log ends at 0000000000000107.',
      pointer: '/after',
    },
  }),
  'webhook-place-unknown': rule('invalid', {
    meaning:
      'Where the record of deliveries was lost, whoever enables a webhook says after which position to begin.',
    reason: 'What was queued when it was lost would else never be sent.',
    remedy:
      'Ask the receiver for the last `position` that it got, and send it as `after`; or send `missed: skip`.',
    example: {
      request: 'POST /v1/webhooks/{id}/enabling',
      detail: 'Nobody knows any more what was sent: say after which position to begin, or skip it.',
      pointer: '/after',
    },
  }),
  'webhook-disabled': rule('rule', {
    meaning: 'Nothing is sent to a webhook that is disabled or removed.',
    reason: 'Somebody disabled it, or its receiver has not taken anything for days.',
    remedy: 'Enable it first: `POST /v1/webhooks/{id}/enabling`.',
    example: {
      request: 'POST /v1/webhooks/{id}/deliveries/{did}/redelivery',
      detail: 'The webhook is not enabled.',
    },
  }),
  'webhook-secret-lost': rule('rule', {
    meaning: 'What is sent is signed with the secret of the webhook.',
    reason:
      'The secret comes from the key of the webhooks, `webhook-key` in the data folder. That file is not there, or is another one than when the secret was made.',
    remedy:
      'Bring the file back from a backup of the data folder. Or make a new secret with `POST /v1/webhooks/{id}/secret`, and give that to the receiver.',
    example: {
      request: 'POST /v1/webhooks/{id}/test',
      detail: 'The secret of the webhook cannot be made any more; rotate it.',
    },
  }),
};
