import {
  ANCHORS,
  FIDELITIES,
  STANCES,
  type Anchor,
  type Fidelity,
  type Stance,
} from '../../events/citation/citation-events.js';
import { Choice, FlagParameter, Uuid } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { CitationAnswer, CitationPage, getCitation, listCitations } from './citations.js';

export class CitationListQuery extends PastList {
  @Uuid({ optional: true, formerly: 'claim' }) claimId?: string;
  @Uuid({ optional: true, formerly: 'source' }) sourceId?: string;
  @Choice(STANCES, { optional: true }) stance?: Stance;
  @Choice(FIDELITIES, { optional: true }) fidelity?: Fidelity;
  @Choice(ANCHORS, { optional: true }) anchor?: Anchor;
  @FlagParameter({ description: 'Whether the newest snapshot has the words otherwise, or not.' })
  changed?: boolean;
}

export const citationReads = [
  defineList({
    name: 'listCitations',
    route: 'GET /v1/citations',
    summary: 'Citations, newest first',
    description:
      'Citations of all claims and sources, or of those that the filters name, which hold together. Retracted ones are among them, and say so.',
    query: CitationListQuery,
    answer: CitationPage,
    list: ({ views, filter, moment }, page) =>
      listCitations(views, { ...filter, ...page }, moment.asOf),
  }),
  defineRead({
    name: 'getCitation',
    route: 'GET /v1/citations/:id',
    summary: 'A citation',
    description:
      'What is cited, how faithful the quote is, where its words stand, and what it comes to in the newest capture of the source.',
    query: PastRead,
    answer: CitationAnswer,
    read: ({ views, path, moment }) => getCitation(views, path.id, moment.asOf),
  }),
];
