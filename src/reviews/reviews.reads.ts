import { QUESTIONS, type Question } from '../../events/fields.js';
import {
  VERDICT_STATUSES,
  type VerdictStatus,
} from '../../projections/verdicts/verdicts.projection.js';
import { Choice, Uuid } from '../http/fields.js';
import { isClaimThere } from '../claims/claim-there.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getVerdict, listVerdicts, VerdictAnswer, VerdictPage } from './queries/verdicts.js';

export class VerdictListQuery extends CurrentList {
  @Uuid({ optional: true }) claimId?: string;
  @Uuid({ optional: true, description: 'Who gave it.' }) reviewer?: string;
  @Choice(QUESTIONS, { optional: true }) question?: Question;
  @Choice(VERDICT_STATUSES, { optional: true }) status?: VerdictStatus;
}

export const reviewReads = [
  defineList({
    name: 'listVerdicts',
    route: 'GET /v1/verdicts',
    summary: 'Verdicts, newest first',
    description:
      'Verdicts on all claims, or those that the filters name, which hold together. Replaced and withdrawn ones are among them, and say so.',
    query: VerdictListQuery,
    answer: VerdictPage,
    list: ({ views, filter }, page) => listVerdicts(views, { ...filter, ...page }),
  }),
  defineList({
    name: 'listClaimVerdicts',
    route: 'GET /v1/claims/:id/verdicts',
    summary: 'Verdicts on a claim, newest first; replaced and withdrawn ones too',
    description: 'Every verdict that was given on the claim, on either question.',
    query: CurrentList,
    answer: VerdictPage,
    list: ({ views, path }, page) => listVerdicts(views, { claimId: path.id, ...page }),
    isThere: ({ views, path }) => isClaimThere(views, path.id),
  }),
  defineRead({
    name: 'getVerdict',
    route: 'GET /v1/claims/:id/verdicts/:vid',
    summary: 'A verdict',
    description: 'A verdict with its rating, its reasons and the citations that it rests on.',
    query: CurrentRead,
    answer: VerdictAnswer,
    read: ({ views, path }) => getVerdict(views, path.id, path.vid),
  }),
];
