import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';

const configurations = new WeakMap<object, FastifyContextConfig>();

/** Adds to Fastify's configuration of the route, for hooks to read. Nest's own decorator replaces it. */
export function Configured(config: FastifyContextConfig): MethodDecorator {
  return (target, name, descriptor) => {
    const method = descriptor.value as object;
    const whole = { ...configurations.get(method), ...config };
    configurations.set(method, whole);
    RouteConfig(whole)(target, name, descriptor);
  };
}
