import { rule } from './rule.js';

const CITE = 'POST /v1/claims/{id}/citations';

/** Citations, their quotes, and the way that the words took. */
export const CITATION_RULES = {
  'citation-unknown': rule('not-found', {
    meaning: 'A citation is retracted on the claim that it belongs to.',
    reason: 'A citation stands in the record of its claim.',
    remedy: 'Read `GET /v1/citations/{id}`, and use the `claimId` that it shows.',
    example: {
      request: 'POST /v1/claims/{id}/citations/{cid}/retraction',
      detail: 'The claim has no such citation.',
    },
  }),
  'citation-not-yours': rule('separation-of-duties', {
    meaning: 'The member who added a citation retracts it, or an editor does.',
    reason: 'Verdicts rest on citations. Nobody removes the evidence of others on their own.',
    remedy: 'Ask the member who added it, or an editor.',
    example: {
      request: 'POST /v1/claims/{id}/citations/{cid}/retraction',
      detail: 'A citation is retracted by the member who added it, or by an editor.',
    },
  }),
  'citation-already-retracted': rule('rule', {
    meaning: 'A citation is retracted once.',
    reason: 'A second retraction would hide who retracted it first, and why.',
    remedy: 'Nothing needs to be done: the citation is retracted.',
    example: {
      request: 'POST /v1/claims/{id}/citations/{cid}/retraction',
      detail: 'The citation was retracted before.',
    },
  }),
  'source-not-registered': rule('rule', {
    meaning: 'A claim is cited to a source that is registered.',
    reason: 'Readers must be able to look at the source.',
    remedy: 'Register the source with `POST /v1/sources`, and send its id as `sourceId`.',
    example: {
      request: CITE,
      detail: 'A claim is cited only to a registered source.',
      pointer: '/sourceId',
    },
  }),
  'capture-of-other-bytes': rule('rule', {
    meaning: 'Where a citation names a capture and a snapshot, the two belong together.',
    reason: 'A quote must be looked for in exactly the file that is cited.',
    remedy: 'Leave `capture` or `snapshot` out, or read `snapshots` of `GET /v1/sources/{id}`.',
    example: {
      request: CITE,
      detail: `Capture 1 of the source is the snapshot ${'0'.repeat(64)}, not this one.`,
      pointer: '/snapshot',
    },
  }),
  'snapshot-of-another-source': rule('rule', {
    meaning: 'A citation names a snapshot of its own source.',
    reason: 'Words in the file of another source are no words of this one.',
    remedy: 'Capture the file for this source, or cite the source that the snapshot belongs to.',
    example: {
      request: CITE,
      detail: 'The source has no such snapshot.',
      pointer: '/snapshot',
    },
  }),
  'passage-needs-snapshot': rule('rule', {
    meaning: 'A quote is looked for in a snapshot of the source.',
    reason: 'Without a kept file nobody can check later that the words stood there.',
    remedy:
      'Capture the source first with `POST /v1/sources/{id}/snapshots`; or leave `quote` out and cite the source as a whole.',
    example: {
      request: CITE,
      detail: 'A quote is looked for in a snapshot; capture one of the source first.',
      pointer: '/quote',
    },
  }),
  'snapshot-has-no-text': rule('rule', {
    meaning: 'A quote is looked for in the text of a snapshot.',
    reason: 'Pictures, and files that cannot be read, have no text to look in.',
    remedy: 'Capture the source in a form with text, or leave `quote` out and cite it as a whole.',
    example: {
      request: CITE,
      detail: 'The ledger has no text of this snapshot to look for the quote in.',
      pointer: '/quote',
    },
  }),
  'anchoring-too-slow': rule('rule', {
    meaning: 'Looking for a quote has a time limit.',
    reason: 'One long quote must not hold up the citations of other members.',
    retry: 'The server may be less busy.',
    remedy: 'Quote a shorter passage.',
    example: {
      request: CITE,
      detail:
        'The quote cannot be looked for in this text: It takes longer than 10 s. A shorter quote takes less.',
      pointer: '/quote',
    },
  }),
  'anchoring-too-large': rule('rule', {
    meaning: 'Looking for a quote has a limit of memory.',
    reason: 'One long quote must not take the memory of the server.',
    remedy: 'Quote a shorter passage.',
    example: {
      request: CITE,
      detail:
        'The quote cannot be looked for in this text: It takes more memory than a task may have. A shorter quote takes less.',
      pointer: '/quote',
    },
  }),
  'too-many-hops': rule('invalid', {
    meaning: 'An attribution has 20 hops at most.',
    reason: 'A longer way is most likely a mistake, and nobody could read it.',
    remedy: 'Name the hops that matter: who said it first, and who passed it on.',
    example: {
      request: CITE,
      detail: 'An attribution has at most 20 hops.',
      pointer: '/attribution',
    },
  }),
  'own-voice-is-first': rule('invalid', {
    meaning: 'Only the first hop of an attribution may be the own voice of the publisher.',
    reason: 'What a publisher says in its own voice comes from nobody before it.',
    remedy: 'Put that hop first, or name the publisher as an agent.',
    example: {
      request: CITE,
      detail: 'What a publisher says in its own voice comes from nobody before it.',
      pointer: '/attribution/1/by',
    },
  }),
  'origin-is-first': rule('invalid', {
    meaning: 'Who said, wrote or observed it stands first; later hops pass it on.',
    reason: 'Independent origins are counted by the first hop.',
    remedy:
      'Order the hops from the origin to the source; use a mode such as `reported` for later ones.',
    example: {
      request: CITE,
      detail: 'Who said it is the origin, and stands first; a later hop passes it on.',
      pointer: '/attribution/1/mode',
    },
  }),
  'hops-out-of-order': rule('invalid', {
    meaning: 'A hop is not earlier than the hops before it.',
    reason: 'Nobody passes on what was said later.',
    remedy: 'Check the dates `at`, and the order of the hops: the origin comes first.',
    example: {
      request: CITE,
      detail:
        'Nobody passes on what was said later; in no time zone is this after the hops before it.',
      pointer: '/attribution/1/at',
    },
  }),
  'hop-source-not-registered': rule('rule', {
    meaning: 'A hop that names a source names a registered one.',
    reason: 'Origins can be counted only along sources that the ledger knows.',
    remedy: 'Register that source with `POST /v1/sources`, or leave `sourceId` of the hop out.',
    example: {
      request: CITE,
      detail: 'A hop that names a source names a registered one.',
      pointer: '/attribution/0/sourceId',
    },
  }),
};
