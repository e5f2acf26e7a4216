import {
  RELATION_KINDS,
  type ClaimData,
  type ClaimKind,
} from '../../../events/claim/claim-events.js';
import type { Actor } from '../../../events/envelope.js';
import { anchorQuote } from '../../../src/citations/anchoring/anchor-quote.js';
import { reanchored } from '../../../src/citations/anchoring/reanchoring.js';
import { citationDecider, type AddCitation } from '../../../src/citations/citation.decider.js';
import { claimDecider, type ClaimCommand } from '../../../src/claims/claim.decider.js';
import { isRelated } from '../../../src/claims/claim.state.js';
import { relationDecider } from '../../../src/claims/relation.decider.js';
import type { Chance } from './chance.js';
import { TOPICS } from './names.js';
import { LEDGER, type OpenClaim, type OpenSource, type Step } from './newsroom.js';
import { newStream } from './scribe.js';
import { TONGUES, type Tongue } from './tongues.js';
import { reviewing } from './verdict-steps.js';
import { claimant, daysFrom, earlier, hops, quoteFrom, sentence } from './wording.js';

const KINDS: readonly ClaimKind[] = ['fact', 'fact', 'fact', 'fact', 'prediction', 'opinion'];
const WORDS = { fact: 'facts', prediction: 'predictions', opinion: 'opinions' } as const;
const STANCES = ['makes', 'makes', 'supports', 'supports', 'refutes', 'context'] as const;

export const recordClaim: Step = (room) => {
  const { chance, scribe, claims } = room;
  const contributor = room.somebody('contributor');
  if (!contributor) return undefined;
  const turn = scribe.turn(contributor);
  const tongue = chance.pick(TONGUES);
  const stream = newStream(turn, 'claim', claimDecider);
  const claim: OpenClaim = {
    ...stream,
    tongue,
    citations: [],
    verdicts: [],
    relations: [],
    conflicts: [],
  };
  const command: ClaimCommand = {
    type: 'RecordClaim',
    claim: claimOf(chance, tongue, turn.now, contributor),
  };
  const append = scribe.record(turn, claim, claimDecider, command);
  if (append) claims.add(claim);
  return append;
};

export const withdrawClaim: Step = (room) => {
  const { chance, scribe, claims } = room;
  const editor = room.somebody('editor');
  const claim = claims.pick(chance);
  if (!editor || !claim) return undefined;
  const command: ClaimCommand = { type: 'WithdrawClaim', reason: 'Recorded twice' };
  return scribe.record(scribe.turn(editor), claim, claimDecider, command);
};

export const relateClaims: Step = (room) => {
  const { chance, scribe, claims } = room;
  const contributor = room.somebody('contributor');
  const claim = claims.pick(chance);
  const other = claims.pick(chance);
  if (!contributor || !claim || !other) return undefined;
  const turn = scribe.turn(contributor);
  const relationId = turn.id('relation');
  const kind = chance.pick(RELATION_KINDS);
  const append = scribe.record(turn, claim, relationDecider, {
    type: 'RelateClaims',
    claimId: claim.id,
    relationId,
    kind,
    to: other.id,
    ...(chance.happens(300) && { note: 'Both come from the same statement.' }),
    other: { recorded: true, saysSo: isRelated(other.state, kind, claim.id) },
  });
  if (append) claim.relations.push({ id: relationId, by: contributor.id });
  return append;
};

export const unrelateClaims: Step = (room) => {
  const { chance, scribe, claims } = room;
  const editor = room.somebody('editor');
  const claim = claims.pickSuch(chance, ({ relations }) => relations.length > 0);
  if (!editor || !claim) return undefined;
  const relation = chance.pick(claim.relations);
  return scribe.record(scribe.turn(editor), claim, relationDecider, {
    type: 'UnrelateClaims',
    relationId: relation.id,
    reason: 'They are about two different meetings.',
    actor: editor,
    relatedBy: relation.by,
  });
};

export const addCitation: Step = (room) => {
  const { chance, scribe, claims, sources } = room;
  const contributor = room.somebody('contributor');
  const claim = claims.pick(chance);
  const source = sources.pick(chance);
  if (!contributor || !claim || !source) return undefined;
  const turn = scribe.turn(contributor);
  const citationId = turn.id('citation');
  const append = scribe.record(turn, claim, citationDecider, {
    type: 'AddCitation',
    citationId,
    sourceId: source.id,
    stance: chance.pick(STANCES),
    ...passage(chance, source),
    attribution: hops(chance, turn.now, source.id),
    addedBy: contributor.id,
    source: {
      registered: source.state.description !== undefined,
      withdrawn: source.state.withdrawn,
      snapshots: source.state.snapshots.map(({ sha256 }) => sha256),
    },
    hopSources: [source.id],
  });
  if (append) claim.citations.push(citationId);
  return append;
};

export const retractCitation: Step = (room) => {
  const { chance, scribe, claims } = room;
  const editor = room.somebody('editor');
  const claim = claims.pickSuch(chance, ({ citations }) => citations.length > 0);
  if (!editor || !claim) return undefined;
  const turn = scribe.turn(editor);
  return scribe.record(turn, claim, citationDecider, {
    type: 'RetractCitation',
    citationId: chance.pick(claim.citations),
    reason: 'The passage is about another year.',
    actor: editor,
    ...reviewing(room, turn),
  });
};

/** Re-anchors, as the ledger does in the background, one citation of a source that was captured again. */
export const reanchorCitation: Step = (room) => {
  const { chance, scribe, claims, sources } = room;
  const source = sources.pickSuch(chance, ({ texts }) => texts.length > 1);
  const newest = source?.texts.at(-1);
  if (!source || !newest) return undefined;
  const capture =
    source.state.snapshots.findLastIndex(({ sha256 }) => sha256 === newest.sha256) + 1;
  const quotes = ({ state }: OpenClaim) =>
    [...state.citations.values()].filter(
      ({ added, reanchored: known }) =>
        added.sourceId === source.id &&
        added.capture !== capture &&
        !known.some((look) => look.capture === capture),
    );
  const claim = claims.pickSuch(chance, (one) => quotes(one).length > 0);
  const citation = claim && quotes(claim)[0];
  const { quote, anchoring: original, citationId = '' } = citation?.added ?? {};
  if (!claim || !quote || !original) return undefined;
  const anchoring = anchorQuote(newest.text, quote);
  return scribe.record(scribe.turn(LEDGER), claim, citationDecider, {
    type: 'ReanchorCitation',
    citationId,
    snapshot: newest.sha256,
    capture,
    text: newest.sha256,
    found: { anchoring, outcome: reanchored(original, anchoring) },
  });
};

function claimOf(chance: Chance, tongue: Tongue, now: string, { id }: Actor): ClaimData {
  const kind = chance.pick(KINDS);
  return {
    text: sentence(chance, tongue, WORDS[kind]),
    kind,
    claimant: claimant(chance),
    ...(chance.happens(700) && { statedAt: earlier(chance, now) }),
    ...(chance.happens(900) && { language: tongue.language }),
    topics: [...new Set(Array.from({ length: chance.int(0, 3) }, () => chance.pick(TOPICS)))],
    ...(kind === 'prediction' && {
      resolves: {
        by: daysFrom(now, chance.int(1, 200)),
        criterion: 'The gazette of the place says so.',
      },
    }),
    recordedBy: id,
  };
}

/** The ledger looks for the quote itself, so what it finds is found here as it finds it. */
function passage(
  chance: Chance,
  { state, texts, tongue }: OpenSource,
): Pick<AddCitation, 'snapshot' | 'capture' | 'text' | 'quote' | 'anchoring'> {
  const captureOf = (snapshot: string) =>
    state.snapshots.findLastIndex(({ sha256 }) => sha256 === snapshot) + 1;
  if (texts.length > 0 && chance.happens(900)) {
    const { sha256, text } = chance.pick(texts);
    const quote = quoteFrom(text, chance, tongue);
    const anchoring = anchorQuote(text, quote);
    return { snapshot: sha256, capture: captureOf(sha256), text: sha256, quote, anchoring };
  }
  const whole = state.snapshots.at(-1);
  return whole ? { snapshot: whole.sha256, capture: state.snapshots.length } : {};
}
