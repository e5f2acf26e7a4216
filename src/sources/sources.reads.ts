import { SOURCE_TYPES, type SourceType } from '../../events/source/source-events.js';
import { Choice, FlagParameter, Name } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import {
  DerivationAnswer,
  DerivationPage,
  DIRECTIONS,
  getDerivation,
  listDerivations,
  type Direction,
} from './queries/derivations.js';
import { getSource, isSourceThere, listSources, SourceAnswer, SourcePage } from './sources.js';
import { SuggestionList, suggestionsFor } from './queries/suggestions.js';

export class SourceListQuery extends PastList {
  @Choice(SOURCE_TYPES, { optional: true }) type?: SourceType;
  @Name(300, { optional: true, description: "The publisher's whole name." }) publisher?: string;
  @FlagParameter() withdrawn?: boolean;
}

export class DerivationListQuery extends PastList {
  @Choice(DIRECTIONS, {
    optional: true,
    description: '`from`: what the source draws on; `to`: what draws on it. Both where left out.',
  })
  direction?: Direction;
}

export const sourceReads = [
  defineList({
    name: 'listSources',
    route: 'GET /v1/sources',
    summary: 'Sources, newest first',
    description:
      'Sources with all of their captures, and those alone that the filters name, which hold together. Withdrawn ones are among them, unless `withdrawn=false`.',
    query: SourceListQuery,
    answer: SourcePage,
    list: ({ views, filter, moment }, page) =>
      listSources(views, { ...filter, ...page }, moment.asOf),
  }),
  defineRead({
    name: 'getSource',
    route: 'GET /v1/sources/:id',
    summary: 'A source',
    description: 'A source as it is described now, with every capture of it, oldest first.',
    query: PastRead,
    answer: SourceAnswer,
    tagged: true,
    read: ({ views, path, moment }) => getSource(views, path.id, moment.asOf),
  }),
  defineList({
    name: 'listDerivations',
    route: 'GET /v1/sources/:id/derivations',
    summary: 'What a source draws on and what draws on it, newest first; retracted ones too',
    description:
      'Derivations that members declared, in either direction. Retracted ones are among them, and say so.',
    query: DerivationListQuery,
    answer: DerivationPage,
    list: ({ views, path, filter, moment }, page) =>
      listDerivations(views, path.id, filter.direction, page, moment.asOf),
    isThere: ({ views, path, moment }) => isSourceThere(views, path.id, moment.asOf),
  }),
  defineRead({
    name: 'getDerivation',
    route: 'GET /v1/sources/:id/derivations/:did',
    summary: 'A derivation',
    description:
      'Which source draws on which and how, and the suggestion that it was accepted from.',
    query: PastRead,
    answer: DerivationAnswer,
    read: ({ views, path, moment }) => getDerivation(views, path.id, path.did, moment.asOf),
  }),
  defineRead({
    name: 'listSuggestions',
    route: 'GET /v1/sources/:id/suggestions',
    summary: 'Sources that were captured earlier and share long passages with this one',
    description:
      'What may be a derivation that nobody has declared: at most twenty sources, the most alike first. Those that a member dismissed are left out.',
    query: PastRead,
    answer: SuggestionList,
    // A text that is taken anew takes the place of the earlier one's sketch.
    changesBy: 'later-events',
    read: ({ views, path, moment }) => suggestionsFor(views, path.id, moment.asOf),
  }),
];
