import { isClaimThere } from '../claims/claim-there.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getVerdict, listVerdicts, VerdictAnswer, VerdictPage } from './queries/verdicts.js';

export const reviewReads = [
  defineList({
    name: 'listClaimVerdicts',
    route: 'GET /v1/claims/:id/verdicts',
    summary: 'Verdicts on a claim, newest first; replaced and withdrawn ones too',
    description: 'Every verdict that was given on the claim, on either question.',
    query: CurrentList,
    answer: VerdictPage,
    list: ({ views, path }, page) => listVerdicts(views, path.id, page),
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
