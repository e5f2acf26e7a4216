import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import {
  getIdentification,
  IdentificationAnswer,
  IdentificationPage,
  listIdentifications,
} from './queries/identifications.js';

export const agentReads = [
  defineList({
    name: 'listIdentifications',
    route: 'GET /v1/agents/identifications',
    summary: 'Identifications of agents, newest first; retracted ones too',
    description: 'What members have said about which descriptions are of one agent.',
    query: PastList,
    answer: IdentificationPage,
    list: ({ views, moment }, page) => listIdentifications(views, page, moment.asOf),
  }),
  defineRead({
    name: 'getIdentification',
    route: 'GET /v1/agents/identifications/:id',
    summary: 'An identification of agents',
    description: 'The descriptions that a member took for one agent, and why.',
    query: PastRead,
    answer: IdentificationAnswer,
    read: ({ views, path, moment }) => getIdentification(views, path.id, moment.asOf),
  }),
];
