import type { Type } from '@nestjs/common';
import { Command } from '@nestjs/cqrs';
import type { TSchema } from 'typebox';

import type { DomainEvent } from '../../events/envelope.js';
import type { Access } from '../access/route-access.js';
import type { CommandContext } from '../deciding/command-context.js';
import type { CommandRunner, Moment } from '../deciding/command-runner.js';
import type { Decider } from '../deciding/decision.js';
import { derivedId } from '../deciding/derived-id.js';
import type { Outcome } from '../deciding/outcome.js';
import type { PartName } from '../parts.js';
import type { Examples } from '../http/example-ids.js';
import { asGiven } from '../http/former-names.js';
import { parametersOf, type PathOf, type Route } from '../http/route.js';
import { HeldForCommand, type Kept } from './held-for-command.js';

/** A command as somebody gave it, read and checked. */
export interface Given<Path = unknown, Query = unknown, Body = unknown> {
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly context: CommandContext;
}

/** A command while it is carried out. */
export interface Running<Path, Query, Body> extends Given<Path, Query, Body> {
  /** The id of what the command makes; empty where it makes nothing. */
  readonly made: string;
  /** Folds another stream, for the facts that it brings. */
  readonly load: CommandRunner['load'];
  /** Takes what is kept outside of the log for the event, to be confirmed or discarded with it. */
  readonly hold: (kept: Kept) => void;
  /** Gets the one thing that is not to be got, or made, a second time: a lost race is no reason to. */
  readonly once: <T>(get: () => T) => T;
}

/** One try of a command: a lost race leads to another one. */
export interface Try<Path, Query, Body, State> extends Running<Path, Query, Body>, Moment<State> {}

/** A command that was carried out. */
export interface Done<Path, Query, Body, Decided> extends Running<Path, Query, Body> {
  readonly outcome: Outcome;
  /** What was decided on; undefined where an earlier request had carried the command out. */
  readonly decided: Decided | undefined;
}

/** What any write answers; a command may add members. */
export interface WriteAnswer {
  readonly id: string;
  /** The revision of the stream after the write. */
  readonly revision: number;
  readonly position: string;
}

export interface Written<Added = object> {
  readonly answer: WriteAnswer & Added;
  /** Where what was made can be read; undefined where nothing was. */
  readonly location: string | undefined;
}

/** A part that a command uses, by its class or by its name. */
export type PartKey<Part> = Type<Part> | PartName<Part>;

type PartsOf<Uses extends readonly PartKey<unknown>[]> = {
  -readonly [Index in keyof Uses]: Uses[Index] extends PartKey<infer Part> ? Part : never;
};

export interface CommandDeclaration<
  R extends Route,
  Query,
  Body,
  State,
  Decided,
  Added extends object,
  Uses extends readonly PartKey<unknown>[],
> {
  readonly route: R;
  /** What the OpenAPI document says of it: in a line, and then what a caller should know. */
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  /** Whether it is refused to some who have the role (`separation-of-duties`). */
  readonly separatesDuties?: true;
  /** Whether it keeps or reads files, or has work done in threads, for which there may be no room. */
  readonly usesFiles?: true;
  /** Whether it reads views, which may be away. */
  readonly readsViews?: true;
  /** Whether it needs what keeps the deliveries of webhooks. */
  readonly keepsDeliveries?: true;
  /** A class with the rules of class-validator, as `body`. */
  readonly query?: Type<Query>;
  readonly body?: Type<Body>;
  /** Takes the request in a controller of the feature's own: the route is not made of the declaration. */
  readonly byHand?: true;
  /** Parts of the ledger, handed to the functions below. */
  readonly uses?: Uses;
  /** Calls that work, by a name for each. */
  readonly examples?: Examples<PathOf<R>, NoInfer<Body>>;
  /** What is made, such as `claim`: its id derives from the command's. */
  readonly makes?: string;
  /** The parameter of the path whose id is answered; what is made, or else the last one, where left out. */
  readonly about?: keyof PathOf<R> & string;
  /** What the answer has besides `id`, `revision` and `position`, or in their place. */
  readonly adds?: Record<string, TSchema>;
  /** When 200 is answered instead of 201, since nothing had to be made. */
  readonly known?: string;
  readonly decider: Decider<State, Decided, DomainEvent>;
  /** The name of the stream that the command writes to. */
  stream(running: Running<PathOf<R>, Query, Body>): string;
  /** What makes two commands of this name and path the same; the body where it is left out. */
  content?(given: Given<PathOf<R>, Query, Body>): object;
  /** Whether it only decides, and records nothing. */
  dryRun?(given: Given<PathOf<R>, Query, Body>): boolean;
  /** Makes the command that is decided on, with the facts from elsewhere. */
  command(
    one: Try<PathOf<R>, Query, Body, State>,
    ...parts: PartsOf<Uses>
  ): NoInfer<Decided> | Promise<NoInfer<Decided>>;
  /** Called when it is on record, and before that is answered. */
  recorded?(
    done: Done<PathOf<R>, Query, Body, Decided>,
    ...parts: PartsOf<Uses>
  ): void | Promise<void>;
  /** The members that `adds` describes. */
  answer?(
    done: Done<PathOf<R>, Query, Body, Decided>,
    ...parts: PartsOf<Uses>
  ): Added | Promise<Added>;
  /** Where what was made can be read; below the route where left out. */
  location?(done: Done<PathOf<R>, Query, Body, Decided>, answer: Added): string;
}

/** A declaration as the frame sees it, whatever its types. */
export interface DeclaredCommand {
  readonly name: string;
  readonly route: Route;
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  readonly separatesDuties?: true;
  readonly usesFiles?: true;
  readonly readsViews?: true;
  readonly keepsDeliveries?: true;
  readonly query?: Type;
  readonly body?: Type;
  readonly byHand?: true;
  readonly uses?: readonly PartKey<unknown>[];
  readonly examples: Examples | undefined;
  /** Whether something with an address of its own is made. */
  readonly creates: boolean;
  readonly adds?: Record<string, TSchema>;
  readonly known?: string;
  readonly run: (
    given: Given,
    runner: CommandRunner,
    parts: readonly unknown[],
  ) => Promise<Written>;
}

/** A class of commands for the bus of `@nestjs/cqrs`, with its declaration. */
export interface CommandType<G = never, Added = object> {
  new (given: G): Command<Written<Added>> & { readonly given: unknown };
  readonly declared: DeclaredCommand;
}

/**
 * Declares a command: its route, who may give it, what it decides on, what it answers. Its handler, its
 * controller, its part of the OpenAPI document and its run through the CommandRunner are made from that.
 */
export function defineCommand<
  R extends Route,
  State,
  Decided,
  Query = object,
  Body = object,
  Added extends object = object,
  const Uses extends readonly PartKey<unknown>[] = [],
>(
  name: string,
  declaration: CommandDeclaration<R, Query, Body, State, Decided, Added, Uses>,
): CommandType<Given<PathOf<R>, Query, Body>, Added> {
  const { makes, known } = declaration;
  const declared: DeclaredCommand = {
    ...declaration,
    name,
    examples: declaration.examples as Examples | undefined,
    creates: makes !== undefined || known !== undefined,
    run: (given, runner, parts) =>
      carriedOut(
        name,
        declaration,
        given as Given<PathOf<R>, Query, Body>,
        runner,
        parts as PartsOf<Uses>,
      ),
  };
  class Declared extends Command<Written<Added>> {
    static readonly declared = declared;
    constructor(readonly given: Given<PathOf<R>, Query, Body>) {
      super();
    }
  }
  Object.defineProperty(Declared, 'name', { value: name });
  return Declared;
}

async function carriedOut<
  R extends Route,
  State,
  Decided,
  Query,
  Body,
  Added extends object,
  Uses extends readonly PartKey<unknown>[],
>(
  name: string,
  declaration: CommandDeclaration<R, Query, Body, State, Decided, Added, Uses>,
  given: Given<PathOf<R>, Query, Body>,
  runner: CommandRunner,
  parts: PartsOf<Uses>,
): Promise<Written<Added>> {
  const { route, makes, decider } = declaration;
  const { path, body, context } = given;
  const made = makes === undefined ? '' : derivedId(context.commandId, makes);
  const held = new HeldForCommand();
  const running = {
    ...given,
    made,
    load: runner.load.bind(runner),
    hold: held.hold,
    once: onceOnly(),
  };
  let decided: Decided | undefined;
  const ran = runner.run<State, Decided, DomainEvent>({
    decider,
    stream: declaration.stream(running),
    // A route that names nothing that is there begins a stream by what it makes.
    begins: makes !== undefined && parametersOf(route).length === 0,
    dryRun: declaration.dryRun?.(given) ?? false,
    context,
    content: { name, path, ...(declaration.content?.(given) ?? { body: asGiven(body) }) },
    command: async (moment) => {
      held.mayBeRecorded = false;
      decided = await declaration.command({ ...running, ...moment }, ...parts);
      held.mayBeRecorded = true;
      return decided;
    },
  });
  const outcome = await held.until(ran);
  const done = { ...running, outcome, decided };
  await declaration.recorded?.(done, ...parts);
  const added = ((await declaration.answer?.(done, ...parts)) ?? {}) as Added;
  const answer = { ...writeAnswer(idAnswered(declaration, path, made), outcome), ...added };
  const creates = makes !== undefined || declaration.known !== undefined;
  // Where nothing was recorded, nothing had to be made.
  if (!creates || outcome.events.length === 0) return { answer, location: undefined };
  const location = declaration.location?.(done, answer) ?? locationBelow(route, path, made);
  return { answer, location };
}

/** Exact: a stream does not come near 2^53 events. */
function writeAnswer(id: string, { revision, position }: Outcome): WriteAnswer {
  return { id, revision: Number(revision), position };
}

function idAnswered(
  { route, about }: { readonly route: string; readonly about?: string },
  path: unknown,
  made: string,
): string {
  const name = about ?? (made === '' ? parametersOf(route).at(-1)?.name : undefined);
  return name === undefined ? made : (path as Record<string, string>)[name]!;
}

/** Returns the address of what was made, below the route. */
function locationBelow(route: Route, path: unknown, made: string): string {
  const [, template = ''] = route.split(' ');
  const values = path as Record<string, string>;
  return `${template.replaceAll(/:(\w+)/g, (_, name: string) => values[name]!)}/${made}`;
}

function onceOnly(): <T>(get: () => T) => T {
  let kept: { readonly value: unknown } | undefined;
  return <T>(get: () => T) => (kept ??= { value: get() }).value as T;
}
