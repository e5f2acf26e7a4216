import { CLAIM_KINDS, type ClaimKind } from '../../events/claim/claim-events.js';
import { QUESTIONS, type Question } from '../../events/fields.js';
import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../projections/claim-status/claim-status.row.js';
import {
  Choice,
  ChoicesParameter,
  DateParameter,
  LanguageField,
  Name,
  Text,
  Uuid,
} from '../http/fields.js';
import { invalid } from '../http/problem.js';
import type { Moment } from '../queries/as-of.js';
import { CurrentRead, MomentParameter, PastList, PastRead } from '../queries/reading.dto.js';
import { NOT_AFTER } from '../queries/view-reads.js';
import { defineList, defineRead } from '../routes/read.js';
import { isClaimThere } from './claim-there.js';
import { BACKWARDS, ClaimDiff, claimDiff } from './queries/claim-diff.js';
import { CLAIM_FLAGS, type ClaimFlag } from './queries/claim-flags.js';
import { CLAIM_PARTS, type ClaimPart } from './queries/claim-parts.js';
import {
  getRelation,
  listRelations,
  RelationAnswer,
  RelationPage,
} from './queries/claim-relations.js';
import { ClaimDetail, getClaim } from './queries/get-claim.js';
import { claimFacets, FACETS, type Facet } from './queries/claim-facets.js';
import { CLAIM_ORDERS, type ClaimOrder } from './queries/claim-search.js';
import type { ClaimFilter } from './queries/claim-terms.js';
import { ClaimPage, isWorkedOut, listClaims, MOST_LOOKED_AT } from './queries/list-claims.js';
import { SimilarPage, similarTo } from './queries/similar-claims.js';

const WHOLE_DATES = 'A day, month or year is all of it (UTC).';

export class ClaimListQuery extends PastList {
  @ChoicesParameter(CLAIM_STATUSES) status?: ClaimStatus[];
  @ChoicesParameter(CLAIM_FLAGS) flag?: ClaimFlag[];
  @ChoicesParameter(CLAIM_KINDS) kind?: ClaimKind[];
  @ChoicesParameter(QUESTIONS, {
    description: 'Questions of which one has no standing finding: what is still to be judged.',
  })
  needs?: Question[];
  @Text(50, { optional: true, description: 'Of a standing finding, on either question.' })
  rating?: string;
  @Name(100, { optional: true }) topic?: string;
  @Name(500, { optional: true, description: "The claimant's whole name or description." })
  claimant?: string;
  @Name(500, {
    optional: true,
    description: 'The whole name of who published a source that the claim is cited to.',
  })
  publisher?: string;
  @Uuid({
    optional: true,
    description: 'A source that the claim is cited to.',
    formerly: 'source',
  })
  sourceId?: string;
  @LanguageField({
    optional: true,
    description: 'A BCP 47 language tag, and all that begin with it: `pt` finds `pt-BR`, too.',
  })
  language?: string;
  @Uuid({ optional: true, description: 'The member who recorded it.' }) recordedBy?: string;
  @DateParameter({ description: `Recorded then or later. ${WHOLE_DATES}` })
  recordedFrom?: string;
  @DateParameter({ description: `Recorded then or before. ${WHOLE_DATES}` })
  recordedUntil?: string;
  @DateParameter({
    description: `Said then or later, as \`statedAt\` has it, or perhaps: a month is in every range that it shares a day with. ${WHOLE_DATES}`,
  })
  statedFrom?: string;
  @DateParameter({ description: `Said then or before, as \`statedAt\` has it. ${WHOLE_DATES}` })
  statedUntil?: string;
  @Text(500, { optional: true, description: 'Words of the text; the last one may be a beginning.' })
  q?: string;
  @Choice(CLAIM_ORDERS, {
    optional: true,
    description:
      '`newest` or `oldest` by when they were recorded, `newest` where it is left out; `due`: what is due first, first (`dueAt`), and what never is, last; `changed`: what changed last, first (`changedAt`; a claim that changes while somebody pages moves to the front, so that the beginning must be read again). The last two are orders of a page of now: not with `asOf`, and not of the whole list as NDJSON or CSV.',
  })
  order?: ClaimOrder;
  @ChoicesParameter(FACETS, {
    description:
      'Counts beside the first page: how many claims have each value, among those that all the other filters name. Not by the flag `single-origin` with `asOf`. Without effect on NDJSON and CSV.',
  })
  facets?: Facet[];
}

export class ClaimQuery extends PastRead {
  @ChoicesParameter(CLAIM_PARTS, {
    description: 'What comes along, in `included`.',
    example: CLAIM_PARTS,
  })
  include?: readonly ClaimPart[];
}

export class ClaimDiffQuery extends CurrentRead {
  @MomentParameter(
    'The earlier of the two moments, when the claim was recorded where it is left out:',
  )
  from?: string;
  @MomentParameter('The later one, now where it is left out:') to?: string;
}

export const claimReads = [
  defineList({
    name: 'listClaims',
    route: 'GET /v1/claims',
    summary: 'Claims, newest first or in another order',
    description: `Claims with how they stand, and those alone that the filters name. Filters hold together; of several values in one of them, any. Withdrawn claims are among them. Where filters together leave few of many claims, a page may be short or even empty while \`next\` is not null: at most ${MOST_LOOKED_AT.toLocaleString('en')} claims are looked at for a page, and the next one goes on from there.`,
    query: ClaimListQuery,
    answer: ClaimPage,
    changesBy: 'time',
    list({ views, filter: { facets: _, ...filter }, moment }, page) {
      mustHaveOrder(filter, moment);
      return listClaims(views, { ...filter, ...page }, moment);
    },
    async withFirstPage({ views, filter: { facets, order: _, ...filter }, moment }) {
      if (!facets) return {};
      mustBeCountable(filter, moment);
      return { facets: await claimFacets(views, facets, filter, moment) };
    },
  }),
  defineRead({
    name: 'getClaim',
    route: 'GET /v1/claims/:id',
    summary: 'A claim',
    description:
      'A claim with the state of both questions and its flags. With `include`, all that a page about it shows comes in one answer, and is of one moment.',
    query: ClaimQuery,
    answer: ClaimDetail,
    changesBy: 'time',
    tagged: true,
    read: ({ views, path, filter: { include }, moment, held }) =>
      getClaim(views, path.id, include ? held : moment, include),
  }),
  defineRead({
    name: 'getClaimDiff',
    route: 'GET /v1/claims/:id/diff',
    summary: 'A claim at two moments, side by side',
    description:
      'The claim as it stood at both, and what is different: its words, word by word; status, findings and when it is due; flags; which citations, verdicts and relations stand at one of the moments alone, at most 100 of each with how many there are. A citation counts as long as it is not retracted, a verdict as long as it is neither replaced nor withdrawn. What came and went between the moments is in the history, and not here. Where the claim was not recorded yet at the earlier moment, all of it is new (`from.claim` is null); where it was not at the later one, there is nothing to read (404). `from` after `to` is refused. What the clock decides (`stale`, `overdue`) is told for an instant; a position has none, and is told as of now.',
    query: ClaimDiffQuery,
    answer: ClaimDiff,
    // What the clock decides is told as of now where `from` is a position, whatever `to` is.
    changesBy: 'later-events',
    between: true,
    async read({ views, path, earlier, held }) {
      const diff = await claimDiff(views, path.id, { from: earlier, to: held });
      if (diff === BACKWARDS) throw invalid('/from', NOT_AFTER);
      return diff;
    },
  }),
  defineList({
    name: 'listClaimRelations',
    route: 'GET /v1/claims/:id/relations',
    summary: 'Relations of a claim, from either end, newest first; those taken back too',
    description:
      'How the claim stands to others, whichever of the two it was recorded on. Relations that were taken back are among them, and say so.',
    query: PastList,
    answer: RelationPage,
    list: ({ views, path, moment }, page) =>
      listRelations(views, { claimId: path.id, ...page }, moment.asOf),
    isThere: ({ views, path, moment }) => isClaimThere(views, path.id, moment.asOf),
  }),
  defineRead({
    name: 'getClaimRelation',
    route: 'GET /v1/claims/:id/relations/:rid',
    summary: 'A relation of a claim',
    description: 'How the claim stands to another one, seen from this one.',
    query: PastRead,
    answer: RelationAnswer,
    read: ({ views, path, moment }) => getRelation(views, path.id, path.rid, moment.asOf),
  }),
  defineRead({
    name: 'listSimilarClaims',
    route: 'GET /v1/claims/:id/similar',
    summary: 'Claims whose words are like those of a claim, best first',
    description:
      'At most ten claims, by the trigrams that their words share. Withdrawn ones are among them.',
    query: PastRead,
    answer: SimilarPage,
    // Of the many that share a part of their words, it looks at some, whichever come first.
    changesBy: 'later-events',
    read: async ({ views, path, moment }) => {
      const items = await similarTo(views, path.id, moment.asOf);
      return items && { items };
    },
  }),
];

/** @throws Problem for an order that is of now alone */
function mustHaveOrder({ order }: { readonly order?: ClaimOrder }, { asOf }: Moment): void {
  if (!asOf || (order !== 'due' && order !== 'changed')) return;
  const rule = 'must be newest or oldest with asOf, and of a whole list as NDJSON or CSV';
  throw invalid('/order', rule);
}

/** @throws Problem where no query tells which claims are to be counted */
function mustBeCountable(filter: ClaimFilter, moment: Moment): void {
  if (!isWorkedOut(filter, moment)) return;
  throw invalid('/facets', 'cannot be counted by the flag single-origin with asOf');
}
