import { QUESTIONS, type Question } from '../../events/fields.js';
import { ChoicesParameter, LanguageField, Uuid } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import {
  getPublication,
  listPublications,
  PublicationAnswer,
  PublicationPage,
} from './queries/publications.js';

export class PublicationListQuery extends PastList {
  @Uuid({ optional: true }) claimId?: string;
  @ChoicesParameter(QUESTIONS) question?: Question[];
  @LanguageField({ optional: true }) language?: string;
}

export const publishingReads = [
  defineList({
    name: 'listPublications',
    route: 'GET /v1/publications',
    summary: 'Publications, newest first',
    description:
      'What the public was told of findings, with every correction. Those that are outdated or retracted are among them, and say so.',
    access: 'published',
    query: PublicationListQuery,
    answer: PublicationPage,
    list: ({ views, filter, moment }, page) =>
      listPublications(views, { ...filter, ...page }, moment.asOf),
  }),
  defineRead({
    name: 'getPublication',
    route: 'GET /v1/publications/:id',
    summary: 'A publication',
    description:
      'What the public was told of a finding, with every correction, and whether it still holds.',
    access: 'published',
    query: PastRead,
    answer: PublicationAnswer,
    read: ({ views, path, moment }) => getPublication(views, path.id, moment.asOf),
  }),
];
