import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../projections/claim-status/claim-status.row.js';
import { Choice, Name, Text, Uuid } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { isClaimThere } from './claim-there.js';
import { CLAIM_FLAGS, type ClaimFlag } from './queries/claim-flags.js';
import { listRelations, RelationPage } from './queries/claim-relations.js';
import { ClaimDetail, getClaim } from './queries/get-claim.js';
import { ClaimPage, listClaims } from './queries/list-claims.js';
import { SimilarPage, similarTo } from './queries/similar-claims.js';

export class ClaimListQuery extends PastList {
  @Choice(CLAIM_STATUSES, { optional: true }) status?: ClaimStatus;
  @Choice(CLAIM_FLAGS, {
    optional: true,
    description:
      'By `single-origin` with `asOf`, a page may be short or even empty while `next` is not null: so many claims are looked at for each page, and the next one goes on from there.',
  })
  flag?: ClaimFlag;
  @Text(50, { optional: true, description: 'Of a standing finding, on either question.' })
  rating?: string;
  @Name(100, { optional: true }) topic?: string;
  @Name(500, { optional: true, description: "The claimant's whole name or description." })
  claimant?: string;
  @Uuid({
    optional: true,
    description: 'A source that the claim is cited to.',
    formerly: 'source',
  })
  sourceId?: string;
  @Text(500, { optional: true, description: 'Words of the text; the last one may be a beginning.' })
  q?: string;
}

export const claimReads = [
  defineList({
    name: 'listClaims',
    route: 'GET /v1/claims',
    summary: 'Claims, newest first',
    description:
      'Claims with how they stand, and those alone that the filters name, which hold together. Withdrawn ones are among them.',
    query: ClaimListQuery,
    answer: ClaimPage,
    changesBy: 'time',
    list: ({ views, filter, moment }, page) => listClaims(views, { ...filter, ...page }, moment),
  }),
  defineRead({
    name: 'getClaim',
    route: 'GET /v1/claims/:id',
    summary: 'A claim',
    description:
      'A claim with the state of both questions, its flags, and the claims that it is related to.',
    query: PastRead,
    answer: ClaimDetail,
    changesBy: 'time',
    tagged: true,
    read: ({ views, path, moment }) => getClaim(views, path.id, moment),
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
      listRelations(views, { claim: path.id, ...page }, moment.asOf),
    isThere: ({ views, path, moment }) => isClaimThere(views, path.id, moment.asOf),
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
