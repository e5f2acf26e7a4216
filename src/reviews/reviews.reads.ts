import { QUESTIONS, type Question } from '../../events/fields.js';
import {
  VERDICT_STATUSES,
  type VerdictStatus,
} from '../../projections/verdicts/verdicts.projection.js';
import { anyMember } from '../access/route-access.js';
import { isClaimThere } from '../claims/claim-there.js';
import { ChoicesParameter, FlagParameter, Uuid } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { ConflictAnswer, ConflictPage, getConflict, listConflicts } from './queries/conflicts.js';
import { getVerdict, listVerdicts, VerdictAnswer, VerdictPage } from './verdicts.js';

export class VerdictListQuery extends PastList {
  @Uuid({ optional: true }) claimId?: string;
  @Uuid({ optional: true, description: 'Who gave it.' }) reviewer?: string;
  @ChoicesParameter(QUESTIONS) question?: Question[];
  @ChoicesParameter(VERDICT_STATUSES) status?: VerdictStatus[];
}

export class ConflictListQuery extends PastList {
  @Uuid({ optional: true }) claimId?: string;
  @Uuid({ optional: true, description: 'Who has it.' }) member?: string;
  @FlagParameter({
    description:
      '`true`: neither retracted nor over; `false`: one of the two. Both where left out.',
  })
  standing?: boolean;
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
    list: ({ views, filter, moment }, page) =>
      listVerdicts(views, { ...filter, ...page }, moment.asOf),
  }),
  defineList({
    name: 'listClaimVerdicts',
    route: 'GET /v1/claims/:id/verdicts',
    summary: 'Verdicts on a claim, newest first; replaced and withdrawn ones too',
    description: 'Every verdict that was given on the claim, on either question.',
    query: PastList,
    answer: VerdictPage,
    list: ({ views, path, moment }, page) =>
      listVerdicts(views, { claimId: path.id, ...page }, moment.asOf),
    isThere: ({ views, path, moment }) => isClaimThere(views, path.id, moment.asOf),
  }),
  defineRead({
    name: 'getVerdict',
    route: 'GET /v1/claims/:id/verdicts/:vid',
    summary: 'A verdict',
    description: 'A verdict with its rating, its reasons and the citations that it rests on.',
    query: PastRead,
    answer: VerdictAnswer,
    read: ({ views, path, moment }) => getVerdict(views, path.id, path.vid, moment.asOf),
  }),
  defineList({
    name: 'listConflicts',
    route: 'GET /v1/conflicts',
    summary: 'Conflicts of interest, newest first',
    description:
      'Conflicts of interest in all claims, or those that the filters name, which hold together. Those that are over or retracted are among them, and say so. For members alone: the reasons are for the desk.',
    access: anyMember,
    query: ConflictListQuery,
    answer: ConflictPage,
    changesBy: 'time',
    list: ({ views, filter, moment }, page) => listConflicts(views, { ...filter, ...page }, moment),
  }),
  defineList({
    name: 'listClaimConflicts',
    route: 'GET /v1/claims/:id/conflicts',
    summary: 'Conflicts of interest in a claim, newest first; those over and retracted too',
    description:
      'Which members have declared that they will not judge the claim, why, and until when. For members alone.',
    access: anyMember,
    query: PastList,
    answer: ConflictPage,
    changesBy: 'time',
    list: ({ views, path, moment }, page) =>
      listConflicts(views, { claimId: path.id, ...page }, moment),
    isThere: ({ views, path, moment }) => isClaimThere(views, path.id, moment.asOf),
  }),
  defineRead({
    name: 'getConflict',
    route: 'GET /v1/claims/:id/conflicts/:conflictId',
    summary: 'A conflict of interest',
    description:
      'Who will not judge the claim, why and until when, and whether that stands. For members alone.',
    access: anyMember,
    query: PastRead,
    answer: ConflictAnswer,
    changesBy: 'time',
    read: ({ views, path, moment }) => getConflict(views, path.id, path.conflictId, moment),
  }),
];
