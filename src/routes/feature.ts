import type { ModuleMetadata, Type } from '@nestjs/common';

import { handlerOf } from './command-handler.js';
import type { CommandType } from './command.js';
import { controllerOf } from './controller.js';
import type { DeclaredList, DeclaredRead } from './read.js';

export interface Feature {
  /** The tag under which the OpenAPI document shows the routes. */
  readonly tag: string;
  readonly commands?: readonly CommandType[];
  readonly reads?: readonly (DeclaredRead | DeclaredList)[];
  /** The controllers of routes that cannot be declared. */
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Type[];
}

/** What a feature's module tells Nest: the controllers and handlers that follow from its declarations. */
export function featureOf(feature: Feature): ModuleMetadata {
  const { tag, commands = [], reads = [], controllers = [], providers = [] } = feature;
  return {
    controllers: [controllerOf(tag, commands, reads), ...controllers],
    providers: [...commands.map(handlerOf), ...providers],
  };
}
