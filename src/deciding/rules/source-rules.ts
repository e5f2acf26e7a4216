import { rule } from './rule.js';

/** Sources, their captures, and how they draw on one another. */
export const SOURCE_RULES = {
  'source-unknown': rule('not-found', {
    meaning: 'A command on a source needs a source that is registered.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: 'Check the id, or register the source with `POST /v1/sources`.',
    example: {
      request: 'POST /v1/sources/{id}/snapshots',
      detail: 'There is no such source.',
    },
  }),
  'source-already-registered': rule('rule', {
    meaning: 'A source is registered once.',
    reason: 'The id of a source comes from its command, so one id never stands for two sources.',
    remedy: 'Amend the source that is there with `POST /v1/sources/{id}/amendments`.',
    example: {
      request: 'POST /v1/sources',
      detail: 'The source is registered already; amend it instead.',
    },
  }),
  'source-withdrawn': rule('rule', {
    meaning: 'A withdrawn source takes no amendments, captures, citations and derivations.',
    reason: 'A withdrawal says that the source is no longer relied on.',
    remedy: 'Register the source anew if it is good after all, or use another source.',
    example: {
      request: 'POST /v1/sources/{id}/amendments',
      detail: 'The source is withdrawn; nothing can be added to it.',
    },
  }),
  'source-already-withdrawn': rule('rule', {
    meaning: 'A source is withdrawn once.',
    reason: 'A second withdrawal would hide who withdrew the source first, and why.',
    remedy:
      'Nothing needs to be done: the source is withdrawn. `GET /v1/sources/{id}` shows the reason.',
    example: {
      request: 'POST /v1/sources/{id}/withdrawal',
      detail: 'The source was withdrawn before.',
    },
  }),
  'nothing-changed': rule('rule', {
    meaning: 'An amendment changes at least one member of the description.',
    reason: 'An event that changes nothing would only lengthen the record.',
    remedy: 'Send a member with another value; `null` takes an optional member away.',
    example: {
      request: 'POST /v1/sources/{id}/amendments',
      detail: 'The source is described like this already.',
    },
  }),
  'capture-unknown': rule(['rule', 'not-found'], {
    meaning: 'A capture is named by its number in its source, counted from 1.',
    reason: 'A citation says which capture its words were found in.',
    remedy: 'Read `GET /v1/sources/{id}`: `snapshots` lists the captures in their order.',
    example: {
      request: 'POST /v1/claims/{id}/citations',
      detail: 'The source has no capture 7; it was captured 2 times.',
      pointer: '/capture',
    },
  }),
  'text-not-taken': rule('rule', {
    meaning: 'A text that the ledger has is never replaced by no text.',
    reason: 'Citations were found in that text. It would be lost by reading the file again.',
    remedy:
      'Nothing needs to be done: the earlier text stays. The reason names what could not be read.',
    example: {
      request: 'POST /v1/sources/{id}/captures/{capture}/texts',
      detail:
        'The text that the ledger has stays, since none is taken out now: The PDF has no text.',
    },
  }),
  'derivation-from-itself': rule('rule', {
    meaning: 'A source draws on another source, not on itself.',
    reason: 'Independent origins are counted along derivations.',
    remedy: 'Send the id of the other source as `from`.',
    example: {
      request: 'POST /v1/sources/{id}/derivations',
      detail: 'A source draws on another one, not on itself.',
    },
  }),
  'derivation-source-not-registered': rule('rule', {
    meaning: 'The source that is drawn on is registered.',
    reason: 'Origins can be counted only along sources that the ledger knows.',
    remedy: 'Register the other source with `POST /v1/sources`, and send its id as `from`.',
    example: {
      request: 'POST /v1/sources/{id}/derivations',
      detail: 'A source draws on a registered one; register it first.',
      pointer: '/from',
    },
  }),
  'derivation-already-declared': rule('rule', {
    meaning: 'That a source draws on another one in the same way is declared once.',
    reason: 'The same derivation twice would be retracted once and go on counting.',
    remedy: 'Read `GET /v1/sources/{id}/derivations`. Retract the derivation first if it is wrong.',
    example: {
      request: 'POST /v1/sources/{id}/derivations',
      detail: 'That the source republishes the other one is on record already.',
    },
  }),
  'derivation-unknown': rule('not-found', {
    meaning: 'A derivation is retracted on the source that draws on the other one.',
    reason: 'The derivation stands in the record of that source.',
    remedy: 'Read `GET /v1/sources/{id}/derivations`, and use the `sourceId` that it shows.',
    example: {
      request: 'POST /v1/sources/{id}/derivations/{did}/retraction',
      detail: 'The source has no such derivation.',
    },
  }),
  'derivation-not-yours': rule('separation-of-duties', {
    meaning: 'The member who declared a derivation retracts it, or an editor does.',
    reason: "Nobody removes a colleague's work on their own.",
    remedy: 'Ask the member who declared it, or an editor.',
    example: {
      request: 'POST /v1/sources/{id}/derivations/{did}/retraction',
      detail: 'A derivation is retracted by the member who declared it, or by an editor.',
    },
  }),
  'derivation-already-retracted': rule('rule', {
    meaning: 'A derivation is retracted once.',
    reason: 'A second retraction would hide who retracted it first, and why.',
    remedy: 'Nothing needs to be done: the derivation is retracted.',
    example: {
      request: 'POST /v1/sources/{id}/derivations/{did}/retraction',
      detail: 'The derivation was retracted before.',
    },
  }),
  'nothing-shared': rule('rule', {
    meaning:
      'A suggestion is accepted or dismissed only where the two sources share long passages.',
    reason: 'The answer to a suggestion records what the ledger found.',
    remedy:
      'Declare the derivation with `POST /v1/sources/{id}/derivations` if you know of it otherwise.',
    example: {
      request: 'POST /v1/sources/{id}/suggestions/{from}/acceptance',
      detail: 'No snapshots of the two sources share long passages, as far as the ledger can tell.',
    },
  }),
  'suggestion-already-dismissed': rule('rule', {
    meaning: 'A suggestion is dismissed once.',
    reason: 'A second dismissal would hide who dismissed it first, and why.',
    remedy: 'Nothing needs to be done: it is not suggested again.',
    example: {
      request: 'POST /v1/sources/{id}/suggestions/{from}/dismissal',
      detail: 'The suggestion was dismissed before.',
    },
  }),
};
