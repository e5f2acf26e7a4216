import type { Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { CommandRunner } from '../deciding/command-runner.js';
import type { CommandType, Given, Written } from './command.js';

/** The handler of a declared command, for Nest's command bus. */
export function handlerOf(command: CommandType): Type<ICommandHandler> {
  const { name, uses = [], run } = command.declared;

  @CommandHandler(command)
  class Handler {
    private parts: readonly unknown[] | undefined;

    constructor(
      private readonly runner: CommandRunner,
      private readonly modules: ModuleRef,
    ) {}

    execute({ given }: { readonly given: Given }): Promise<Written> {
      this.parts ??= uses.map((key) => this.modules.get<unknown>(key, { strict: false }));
      return run(given, this.runner, this.parts);
    }
  }
  Object.defineProperty(Handler, 'name', { value: `${name}Handler` });
  return Handler;
}
