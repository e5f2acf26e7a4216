import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { pino, type DestinationStream, type Logger } from 'pino';

import { callerOf } from '../access/caller.js';
import type { LogLevel } from '../settings/settings.js';

/** Structured logs, a line an entry; keys never get into one. */
export function makeLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      // By name and place, without wildcards: these are looked for in every line.
      paths: ['authorization', 'headers.authorization', 'req.headers.authorization', 'key'],
      censor: '[hidden]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What a balancer, an orchestrator and Prometheus ask every few seconds, by its routes. */
const PROBES: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * One line a request, when it is answered, with its id and the member who asked. Of probes, only those that
 * fail; the others at the level `debug`.
 */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const isProbe = PROBES.has(request.routeOptions.url ?? '');
    const level = isProbe && reply.statusCode < 400 ? 'debug' : 'info';
    request.log[level](
      {
        method: request.method,
        path: request.url.split('?', 1)[0]!.slice(0, 200),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        member: callerOf(request)?.id,
      },
      'request',
    );
    done();
  });
}

/** What Nest itself has to say. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: unknown, context?: unknown): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal({ context }, String(message));
  }
}
