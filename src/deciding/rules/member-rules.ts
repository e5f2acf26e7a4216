import { rule } from './rule.js';

/** Members and their keys. */
export const MEMBER_RULES = {
  'member-unknown': rule('not-found', {
    meaning: 'A command on a member needs a member who is enrolled.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: 'Check the id: `GET /v1/members` lists the members.',
    example: { request: 'POST /v1/members/{id}/roles', detail: 'There is no such member.' },
  }),
  'member-already-enrolled': rule('rule', {
    meaning: 'A member is enrolled once.',
    reason: 'The id of a member comes from its command, so one id never stands for two members.',
    remedy:
      'Change the roles of the member who is there. To enrol another one, send a new `Idempotency-Key`.',
    example: { request: 'POST /v1/members', detail: 'The member is enrolled already.' },
  }),
  'roles-unchanged': rule('rule', {
    meaning: 'A change of roles changes at least one role.',
    reason: 'An event that changes nothing would only lengthen the record.',
    remedy: 'Nothing needs to be done: the member has these roles.',
    example: {
      request: 'POST /v1/members/{id}/roles',
      detail: 'The member has these roles already.',
    },
  }),
  'not-yourself': rule('separation-of-duties', {
    meaning: 'Nobody suspends themselves, and no admin takes the role admin from themselves.',
    reason: 'A ledger without an admin could not enrol members or issue keys any more.',
    remedy: 'Ask another admin.',
    example: {
      request: 'POST /v1/members/{id}/suspension',
      detail: 'Nobody suspends themselves.',
    },
  }),
  'admin-no-more': rule('separation-of-duties', {
    meaning: 'An admin who loses that role at the same moment changes no other member.',
    reason: 'Of admins who suspend one another at once, one must remain.',
    remedy: 'Read the members again. Ask an admin if the change is still needed.',
    example: {
      request: 'POST /v1/members/{id}/suspension',
      detail: 'You lost the rights of an admin before this was on record; it is taken back.',
    },
  }),
  'already-suspended': rule('rule', {
    meaning: 'A member is suspended once, until they are reinstated.',
    reason: 'A second suspension would hide who suspended the member first, and why.',
    remedy: 'Nothing needs to be done: the member is suspended.',
    example: {
      request: 'POST /v1/members/{id}/suspension',
      detail: 'The member was suspended before.',
    },
  }),
  'not-suspended': rule('rule', {
    meaning: 'Only a suspended member is reinstated.',
    reason: 'There is nothing to take back.',
    remedy: 'Nothing needs to be done: the member is not suspended.',
    example: {
      request: 'POST /v1/members/{id}/reinstatement',
      detail: 'The member is not suspended.',
    },
  }),
  'member-suspended': rule('rule', {
    meaning: 'A suspended member gets no keys.',
    reason: 'A suspension stops all that a member can do.',
    remedy: 'Reinstate the member first with `POST /v1/members/{id}/reinstatement`.',
    example: {
      request: 'POST /v1/members/{id}/keys',
      detail: 'A suspended member gets no keys.',
    },
  }),
  'too-many-keys': rule('rule', {
    meaning: 'A member has 20 keys at most that are not revoked.',
    reason: 'Keys that nobody keeps track of are a risk.',
    remedy: 'Revoke a key that is not used any more: `DELETE /v1/members/{id}/keys/{keyId}`.',
    example: {
      request: 'POST /v1/members/{id}/keys',
      detail: 'A member has at most 20 keys; revoke one first.',
    },
  }),
  'key-unknown': rule('not-found', {
    meaning: 'A key is revoked by its id, on the member whom it was issued to.',
    reason: 'A key stands in the record of its member.',
    remedy: 'Read `GET /v1/members/{id}`: `keys` lists the ids.',
    example: {
      request: 'DELETE /v1/members/{id}/keys/{keyId}',
      detail: 'The member has no such key.',
    },
  }),
  'key-already-revoked': rule('rule', {
    meaning: 'A key is revoked once.',
    reason: 'A revoked key works no more; there is nothing left to revoke.',
    remedy: 'Nothing needs to be done: the key is revoked.',
    example: {
      request: 'DELETE /v1/members/{id}/keys/{keyId}',
      detail: 'The key was revoked before.',
    },
  }),
};
