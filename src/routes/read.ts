import type { Type } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { Static, TSchema } from 'typebox';

import type { Actor } from '../../events/envelope.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { Access } from '../access/route-access.js';
import type { AsOf, Moment } from '../queries/as-of.js';
import type { Form } from '../http/forms.js';
import { listForms, type ListForm } from '../http/list-answer.js';
import { itemOf, type Page, type PageRequest } from '../queries/page.js';
import type { CurrentRead, PastList, PastRead } from '../queries/reading.dto.js';
import type { PathOf, Route } from '../http/route.js';

/** What a reading is about. */
export interface Reading<Path = unknown, Filter = unknown> {
  readonly views: Kysely<ViewTables>;
  readonly path: Path;
  /** What the query string says besides the moment and the page. */
  readonly filter: Filter;
  /** Of two, the later one. */
  readonly moment: Moment;
  /** The earlier one of two; undefined where the query does not name it. */
  readonly earlier?: AsOf;
  /** The same moment, held fast where it is now: for what is put together while new events come in. */
  readonly held: Moment;
  /** Undefined where nobody said who they are. */
  readonly caller: Actor | undefined;
}

interface Declaration<R extends Route, Query extends CurrentRead, Answer extends TSchema> {
  /** Names the operation in the OpenAPI document, such as `getClaim`. */
  readonly name: string;
  readonly route: R;
  /** What the OpenAPI document says of it: in a line, and then what a caller should know. */
  readonly summary: string;
  readonly description: string;
  /** `read` where it is left out. */
  readonly access?: Access;
  /** A class with the rules of class-validator. */
  readonly query: Type<Query>;
  readonly answer: Answer;
  readonly changesBy?: ChangesBy;
  /** Whether it is about two moments, which the query names `from` and `to`. */
  readonly between?: true;
  /** Whether there may be nothing to read although the path names nothing. */
  readonly mayBeAbsent?: true;
}

/**
 * What changes an answer as of a moment after that moment: the present time, unless it is as of an
 * instant; or what is recorded later. Nothing where it is left out.
 */
export type ChangesBy = 'time' | 'later-events';

/** A form of the answer that can be asked for instead of JSON, and how it is written. */
export interface WrittenForm<Answer> extends Form {
  write(answer: Answer): string;
}

export interface ReadDeclaration<
  R extends Route,
  Query extends CurrentRead,
  Answer extends TSchema,
> extends Declaration<R, Query, Answer> {
  /** Whether its ETag begins with the answer's revision. */
  readonly tagged?: boolean;
  /** The query then has a `format`, by `FormatParameter`. */
  readonly forms?: readonly WrittenForm<Static<Answer>>[];
  /** Undefined where what the path names is not there. */
  read(
    reading: Reading<PathOf<R>, Omit<Query, keyof PastRead>>,
  ): Promise<Static<Answer> | undefined>;
}

export interface ListDeclaration<
  R extends Route,
  Query extends CurrentRead & PageRequest,
  Answer extends TSchema,
> extends Declaration<R, Query, Answer> {
  /** Undefined where what the path names is not there. */
  list(
    reading: Reading<PathOf<R>, Omit<Query, keyof PastList>>,
    page: PageRequest,
  ): Promise<Page<ItemOf<Answer>> | undefined>;
  /** What comes with the first page, and with no other; a form that gives the whole list has no place for it. */
  withFirstPage?(
    reading: Reading<PathOf<R>, Omit<Query, keyof PastList>>,
  ): Promise<Omit<Static<Answer>, keyof Page<unknown>>>;
  /** Whether what the path names is there. Asked where a page is empty; not needed where `list` tells it. */
  isThere?(reading: Reading<PathOf<R>>): Promise<boolean>;
}

type ItemOf<Answer extends TSchema> =
  Static<Answer> extends { readonly items: readonly (infer Item)[] } ? Item : never;

interface Declared {
  readonly name: string;
  readonly route: Route;
  readonly summary: string;
  readonly description: string;
  readonly access?: Access;
  readonly query: Type;
  readonly answer: TSchema;
  readonly changesBy?: ChangesBy;
  readonly between?: true;
  readonly mayBeAbsent?: true;
}

/** A read as the frame sees it, whatever its types. */
export interface DeclaredRead extends Declared {
  readonly tagged?: boolean;
  readonly forms?: readonly WrittenForm<unknown>[];
  read(reading: Reading): Promise<unknown>;
}

export interface DeclaredList extends Declared {
  readonly forms: readonly ListForm[];
  list(reading: Reading, page: PageRequest): Promise<Page<unknown> | undefined>;
  withFirstPage?(reading: Reading): Promise<object>;
  isThere?(reading: Reading): Promise<boolean>;
}

/** Declares a route that reads one thing from the views. */
export function defineRead<R extends Route, Query extends CurrentRead, Answer extends TSchema>(
  declaration: ReadDeclaration<R, Query, Answer>,
): DeclaredRead {
  return declaration;
}

/** Declares a route that reads a list from the views, page by page or all of it as NDJSON or CSV. */
export function defineList<
  R extends Route,
  Query extends CurrentRead & PageRequest,
  Answer extends TSchema,
>(declaration: ListDeclaration<R, Query, Answer>): DeclaredList {
  return { ...declaration, forms: listForms(itemOf(declaration.answer)) };
}
