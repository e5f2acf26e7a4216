import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The description of the API, OpenAPI 3.1, made from the controllers. */
function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fact Ledger')
    .setDescription(
      'Claims, their sources, the passages cited, and what reviewers found, as a ledger that only grows.',
    )
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key of a member.' })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    // A method is named as the operation that it is.
    operationIdFactory: (_controller, method) => method,
  });
  // The components are the bodies, and of a body no member is taken that its class does not name.
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    Object.assign(schema, { additionalProperties: false });
  }
  return withoutNullable(document) as OpenAPIObject;
}

/** What the page loads; the build copies it beside the bundle. The sources have it in `node_modules`. */
const PAGE_FILES = fileURLToPath(new URL('../swagger-ui/', import.meta.url));

const DESCRIPTION = /^\/(docs(\/|$)|openapi\.json$)/;

/** `/openapi.json`, and `/docs` for people. The description is made when it is first asked for. */
export function serveApiDescription(app: NestFastifyApplication, version: string): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (DESCRIPTION.test(route.url)) route.config = { ...route.config, access: 'public' };
  });
  SwaggerModule.setup('docs', app, () => describeApi(app, version), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ...(existsSync(PAGE_FILES) && { customSwaggerUiPath: PAGE_FILES }),
  });
}

/** OpenAPI 3.1 has JSON Schema's null type in the place of 3.0's `nullable`, which decorators write. */
function withoutNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withoutNullable(member)]),
  );
  if (members['nullable'] !== true) return members;
  const { nullable: _, description, ...schema } = members;
  return { anyOf: [schema, { type: 'null' }], ...(description !== undefined && { description }) };
}
