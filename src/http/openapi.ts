import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Access } from '../access/route-access.js';
import { withHeaderComponents, withNamedComponents } from './components.js';
import { describedAccess } from './described-access.js';
import { problemResponses } from './described-problems.js';
import { DEPRECATION_HEADERS } from './former-names.js';
import type { ProblemCode } from './problem.js';

/** What the routes of each tag are about, in the order in which the document shows them. */
const TAGS = {
  claims:
    'What somebody said, in their words, and how that stands: relations, likeness, withdrawal.',
  citations: 'What ties a claim to a passage of a source, and how faithful the quote is.',
  sources: 'Articles, interviews, posts and the like, their captures, and which draws on which.',
  review: 'Verdicts of reviewers on the two questions of a claim, and conflicts of interest.',
  publishing: 'What the public is told of findings, its corrections and retractions.',
  notes: 'What the desk says and asks about claims and citations, and who is to answer.',
  provenance: 'Where the words of a claim come from, and what rests on a source.',
  agents: 'Which descriptions are of one person or organization.',
  policy: 'The rating scales, and how many reviewers must agree.',
  members: 'Members, their roles and their keys.',
  dashboards: 'Counts: in all, over time, of sources and publishers, and of reviewers.',
  webhooks: 'Where events are sent, and what became of each delivery.',
  audit: 'The log of events itself.',
  operations: 'For whoever runs the server, and what its problems mean.',
} as const;

export interface DescribedServer {
  readonly version: string;
  /** Whether what is for reading is for anybody. */
  readonly publicReads: boolean;
}

/** The description of the API, OpenAPI 3.1, made from the controllers. */
function describeApi(app: NestFastifyApplication, server: DescribedServer): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fact Ledger')
    .setDescription(
      'Claims, their sources, the passages cited, and what reviewers found, as a ledger that only grows.',
    )
    .setVersion(server.version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This ledger')
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'fl_ and 43 characters',
      description: KEYS,
    });
  for (const [tag, description] of Object.entries(TAGS)) about.addTag(tag, description);
  const built = about.build();
  built.info.contact = { name: 'The operators of this ledger' };
  const document = SwaggerModule.createDocument(app, built, {
    // A method is named as the operation that it is.
    operationIdFactory: (_controller, method) => method,
  });
  // The components are the bodies, and of a body no member is taken that its class does not name.
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    Object.assign(schema, { additionalProperties: false });
  }
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as object)) complete(operation as Declared, server);
  }
  return withHeaderComponents(withNamedComponents(inOpenApi31(document) as OpenAPIObject));
}

const KEYS =
  'A key of a member. An admin issues it (`POST /v1/members/{id}/keys`, or `fact-ledger keys issue`), and it is shown that once; the key of the first admin is in the file `admin-key` of the data folder. A revoked key is answered 401, and a key of a suspended member 403, also where none is needed.';

/** An operation as the decorators leave it. */
interface Declared {
  description: string;
  security: unknown;
  responses: Record<string, { headers?: object }>;
  'x-access'?: Access;
  'x-former-names'?: readonly string[];
  'x-problems'?: readonly ProblemCode[];
  'x-roles'?: readonly string[];
}

/** Adds what follows from who may call it. */
function complete(operation: Declared, { publicReads }: DescribedServer): void {
  const { 'x-access': access = 'public', 'x-problems': own = [] } = operation;
  const { roles, sentence, security, problems } = describedAccess(access, publicReads);
  delete operation['x-access'];
  delete operation['x-problems'];
  if (operation['x-former-names']) tellOfDeprecation(operation);
  operation.description = `${operation.description}\n\n${sentence}`;
  operation.security = security;
  operation.responses = { ...operation.responses, ...problemResponses([...own, ...problems]) };
  operation['x-roles'] = roles;
}

/** Adds the headers that tell of former names to what the operation answers with success. */
function tellOfDeprecation(operation: Declared): void {
  delete operation['x-former-names'];
  for (const [status, response] of Object.entries(operation.responses)) {
    if (status < '300') response.headers = { ...response.headers, ...DEPRECATION_HEADERS };
  }
}

/** What the page loads; the build copies it beside the bundle. The sources have it in `node_modules`. */
const PAGE_FILES = fileURLToPath(new URL('../swagger-ui/', import.meta.url));

const DESCRIPTION = /^\/(docs(\/|$)|openapi\.json$)/;

/** `/openapi.json`, and `/docs` for people. The description is made when it is first asked for. */
export function serveApiDescription(app: NestFastifyApplication, server: DescribedServer): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRoute', (route) => {
    if (DESCRIPTION.test(route.url)) route.config = { ...route.config, access: 'public' };
  });
  SwaggerModule.setup('docs', app, () => describeApi(app, server), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ...(existsSync(PAGE_FILES) && { customSwaggerUiPath: PAGE_FILES }),
  });
}

/**
 * What decorators and TypeBox write, as OpenAPI 3.1 has it: JSON Schema's null type in the place of 3.0's
 * `nullable`; and the type of an enumeration, which generators of clients look for.
 */
function inOpenApi31(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOpenApi31);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, inOpenApi31(member)]),
  );
  if (isOfTexts(members)) members['type'] = 'string';
  if (members['nullable'] !== true) return members;
  const { nullable: _, description, ...schema } = members;
  return { anyOf: [schema, { type: 'null' }], ...(description !== undefined && { description }) };
}

function isOfTexts({ enum: values, type }: Readonly<Record<string, unknown>>): boolean {
  const isText = (value: unknown) => typeof value === 'string';
  return type === undefined && Array.isArray(values) && values.every(isText);
}
