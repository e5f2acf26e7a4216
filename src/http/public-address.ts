import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

import { SETTINGS } from '../parts.js';
import type { Settings } from '../settings/settings.js';

/**
 * Knows where the public reaches this server: what the settings say, or else where it listens. Never by a
 * header of a request, which whoever sends it may forge.
 */
@Injectable()
export class PublicAddress {
  constructor(
    private readonly adapters: HttpAdapterHost,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl' | 'host' | 'port'>,
  ) {}

  /** The absolute address of a path, which begins with a slash. */
  of(path: string): string {
    return `${this.settings.publicUrl ?? this.listening()}${path}`;
  }

  private listening(): string {
    const { host, port } = this.settings;
    const server = this.adapters.httpAdapter.getHttpServer() as Server;
    const address = server.address();
    // The setting may have left the port to the system.
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  }
}
