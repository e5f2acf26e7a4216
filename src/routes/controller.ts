import {
  Body,
  Controller,
  Inject,
  Query,
  Req,
  RequestMapping,
  RequestMethod,
  Res,
  type Type,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { callerOf } from '../access/caller.js';
import { Context } from '../access/request-context.js';
import { AllowedTo } from '../access/route-access.js';
import type { CommandContext } from '../deciding/command-context.js';
import { askedForm } from '../http/accept.js';
import { sayUnchanging, setRevision, vary } from '../http/conditional.js';
import { Lists, Reads, Writes } from '../http/documented.js';
import { sayForm } from '../http/forms.js';
import { allOf, type ListForm } from '../http/list-answer.js';
import { notFound, type Problem } from '../http/problem.js';
import { parametersOf, Path, type Route } from '../http/route.js';
import { SETTINGS, VIEWS } from '../parts.js';
import type { Moment } from '../queries/as-of.js';
import type { PageRequest } from '../queries/page.js';
import { People } from '../queries/people.js';
import type { ListRequest, PastList } from '../queries/reading.dto.js';
import { SettledPast } from '../queries/settled-past.js';
import { ViewReads, type TwoMoments } from '../queries/view-reads.js';
import type { Settings } from '../settings/settings.js';
import type { CommandType, Given } from './command.js';
import type { DeclaredList, DeclaredRead, Reading } from './read.js';
import { answerWritten } from './written-reply.js';

/** A controller of declared routes. Its methods have the decorators that hand-written ones would have. */
export function controllerOf(
  tag: string,
  commands: readonly CommandType[],
  reads: readonly (DeclaredRead | DeclaredList)[],
): Type {
  @ApiTags(tag)
  @Controller()
  class DeclaredRoutes extends RoutesController {}
  for (const command of commands) {
    if (!command.declared.byHand) addCommand(DeclaredRoutes, command);
  }
  for (const read of reads) addRead(DeclaredRoutes, read);
  return DeclaredRoutes;
}

class RoutesController {
  constructor(
    @Inject(CommandBus) readonly commands: CommandBus,
    @Inject(ViewReads) readonly reads: ViewReads,
    @Inject(VIEWS) readonly views: Kysely<ViewTables>,
    @Inject(SettledPast) readonly past: SettledPast,
    @Inject(SETTINGS) readonly settings: Settings,
    @Inject(People) readonly people: People,
  ) {}

  /** Whether the answer is the same for ever. */
  isSettled({ changesBy }: DeclaredRead | DeclaredList, { asOf }: Moment): boolean {
    if (!asOf || changesBy === 'later-events') return false;
    return (changesBy !== 'time' || 'instant' in asOf) && this.past.includes(asOf);
  }

  async answerRead(
    { route, tagged, forms = [], ...declared }: DeclaredRead,
    reading: Reading,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const answer = this.named(reading, await declared.read(reading));
    if (answer === undefined) throw nothingAt(route, reading.path);
    if (tagged) setRevision(reply, (answer as { revision: number }).revision);
    if (forms.length === 0) return answer;
    vary(reply, 'Accept');
    const form = askedForm(request, forms);
    if (!form) return answer;
    sayForm(reply, form);
    return form.write(answer);
  }

  /** The page that was asked for; or all that follows `after`, where the caller wants another form than JSON. */
  async answerList(
    declared: DeclaredList,
    reading: Reading<unknown, ListRequest>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    vary(reply, 'Accept');
    const { limit, after, format: _, ...filter } = reading.filter;
    const form = askedForm(request, declared.forms);
    const answer = form
      ? await this.all(declared, { ...reading, filter }, form, after)
      : await this.pageShown(declared, { ...reading, filter }, { limit, after });
    if (answer === undefined) throw nothingAt(declared.route, reading.path);
    if (form) sayForm(reply, form);
    return answer;
  }

  /** Streams the whole list as of one moment. A page of now is read by other indexes, which cost less. */
  private all(declared: DeclaredList, reading: Reading, form: ListForm, after?: string) {
    const held = { ...reading, moment: reading.held };
    return allOf(form, (page) => this.page(declared, held, page), after);
  }

  private async pageShown(declared: DeclaredList, reading: Reading, request: PageRequest) {
    const page = await this.page(declared, reading, request);
    if (!page || request.after !== undefined) return page;
    return { ...page, ...(await declared.withFirstPage?.(reading)) };
  }

  private async page(declared: DeclaredList, reading: Reading, request: PageRequest) {
    return this.named(reading, await pageOfList(declared, reading, request));
  }

  private named<Answer>({ caller }: Reading, answer: Answer): Answer {
    return this.people.named(answer, caller);
  }
}

/** Undefined where what the path names is not there. */
async function pageOfList(declared: DeclaredList, reading: Reading, request: PageRequest) {
  const page = await declared.list(reading, request);
  if (!page || page.items.length > 0 || !declared.isThere) return page;
  return (await declared.isThere(reading)) ? page : undefined;
}

/** What the last parameter of the path names is not there. */
function nothingAt(route: string, path: unknown): Problem {
  const { name = '', noun = route } = parametersOf(route).at(-1) ?? {};
  return notFound(noun, (path as Record<string, string>)[name] ?? 'at that moment');
}

/** A decorator, and the class that the value is checked against. */
type Parameter = readonly [decorator: ParameterDecorator, type?: Type];

/** @param parameters undefined where the method is given nothing in that place */
function addMethod(
  { prototype }: { readonly prototype: object },
  name: string,
  parameters: readonly (Parameter | undefined)[],
  decorators: readonly MethodDecorator[],
  method: (this: RoutesController, ...given: never[]) => Promise<unknown>,
): void {
  // Nest and its OpenAPI module know a method by its own name.
  Object.defineProperty(method, 'name', { value: name });
  Object.defineProperty(prototype, name, { value: method, configurable: true, writable: true });
  const types = parameters.map((parameter) => parameter?.[1] ?? Object);
  // What the compiler writes with emitDecoratorMetadata; validation and the OpenAPI document read it.
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  parameters.forEach((parameter, index) => parameter?.[0](prototype, name, index));
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}

function mapped(route: Route): MethodDecorator {
  const [method, path = ''] = route.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string];
  return RequestMapping({ method: RequestMethod[method], path });
}

function addCommand(controller: Type<RoutesController>, command: CommandType): void {
  const { name, route, access, query: queryType, body: bodyType, creates } = command.declared;
  const parameters: (Parameter | undefined)[] = [
    [Path(route)],
    [Context()],
    [Res({ passthrough: true })],
    bodyType && [Body(), bodyType],
    queryType && [Query(), queryType],
  ];
  const method = async function (
    this: RoutesController,
    path: unknown,
    context: CommandContext,
    reply: FastifyReply,
    body: unknown = {},
    query: unknown = {},
  ) {
    const given: Given = { path, context, body, query };
    return answerWritten(reply, await this.commands.execute(new command(given as never)), creates);
  };
  const decorators = [mapped(route), AllowedTo(access), Writes(command.declared)];
  addMethod(controller, operationOf(name), parameters, decorators, method);
}

/** A command's name begins with a capital letter, an operation's with a small one. */
function operationOf(command: string): string {
  return command.charAt(0).toLowerCase() + command.slice(1);
}

function addRead(controller: Type<RoutesController>, declared: DeclaredRead | DeclaredList): void {
  const { name, route, access = 'read', query: queryType } = declared;
  const parameters: Parameter[] = [
    [Path(route)],
    [Query(), queryType],
    [Req()],
    [Res({ passthrough: true })],
  ];
  const method = async function (
    this: RoutesController,
    path: unknown,
    query: PastList & TwoMoments,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const { atLeast, asOf, ...filter } = query;
    const { earlier, ...moment } = declared.between
      ? await this.reads.beginBetween(query, reply)
      : { ...(await this.reads.begin({ atLeast, asOf }, reply)), earlier: undefined };
    if (this.isSettled(declared, moment)) sayUnchanging(reply, this.settings);
    const held = this.reads.held(moment);
    const caller = callerOf(request);
    const reading = { views: this.views, path, filter, moment, earlier, held, caller };
    return 'list' in declared
      ? this.answerList(declared, reading, request, reply)
      : this.answerRead(declared, reading, request, reply);
  };
  const documented = 'list' in declared ? Lists(declared) : Reads(declared);
  addMethod(controller, name, parameters, [mapped(route), AllowedTo(access), documented], method);
}
