import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';

import { ledgerCatalog } from '../events/ledger-catalog.js';
import { FirstStart } from './members/first-start.js';
import { AccessCheck, checkAccess } from './access/access-check.js';
import { LiveEvents } from './audit/live/live-events.js';
import { MemberDirectory } from './members/member-directory.js';
import { OvertakenChanges } from './members/overtaken-changes.js';
import { AppModule, ProjectorModule, type Overrides } from './app.module.js';
import { QuoteAnchoring } from './citations/quote-anchoring.js';
import { ConsequencesProcess } from './reviews/consequences/consequences-process.js';
import { ReanchoringProcess } from './citations/reanchoring/reanchoring-process.js';
import { CommandRunner } from './deciding/command-runner.js';
import { requestBegan } from './event-store/request-began.js';
import type { Process } from './following/supervisor.js';
import { checkAccept } from './http/accept.js';
import { answerConditionally } from './http/conditional.js';
import { readBodies } from './http/bodies.js';
import { tellDeprecations } from './http/former-names.js';
import { answerOtherMethods } from './http/other-methods.js';
import { answerUnexpected, answerUnreadable } from './http/unreadable.js';
import { serveApiDescription } from './http/openapi.js';
import { Problem } from './http/problem.js';
import { setSecurityHeaders } from './http/security-headers.js';
import type { Ledger } from './ledger.js';
import { logRequests, NestLogger } from './operations/logging.js';
import type { Metrics } from './operations/metrics.js';
import { ReadinessCheck } from './operations/readiness.js';
import { RequestsUnderWay } from './operations/requests-under-way.js';
import { Supervision } from './operations/supervision.js';
import { CLOCK, WEBHOOK_RECEIVERS, type Clock } from './parts.js';
import { RELEASE } from './runtime/release.js';
import { SnapshotTexts } from './snapshots/snapshot-texts.js';
import type { Receivers } from './webhooks/delivering/webhook-client.js';
import { WebhookProcess } from './webhooks/delivering/webhook-process.js';
import { WebhookSecrets } from './webhooks/webhook-secrets.js';

export interface ServerOptions extends Overrides {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The HTTP server over an open ledger. */
export interface Server {
  readonly app: NestFastifyApplication;
  /** Resolves when it takes requests. @returns its own address, such as `http://127.0.0.1:3000`. */
  listen(): Promise<string>;
  /** Refuses new requests, lets those under way finish, and closes the ledger. */
  close(): Promise<void>;
}

/**
 * Starts what the ledger's role asks for: everything but the listening. Where that or the listening fails, the
 * ledger is left for the caller to close.
 */
export async function createServer(ledger: Ledger, options: ServerOptions): Promise<Server> {
  const { settings } = ledger;
  const app = await makeApp(ledger, options);
  const supervision = app.get(Supervision);
  supervision.register(...processesOf(ledger, app, options));
  const underWay = new RequestsUnderWay(fastifyOf(app).server);
  const failed = async (error: unknown): Promise<never> => {
    // What follows the log would keep the process from its end.
    await supervision.stop([error]);
    throw error;
  };
  await app.init().catch(failed);
  await fastifyOf(app).ready().then(undefined, failed);
  return {
    app,
    async listen() {
      await app.listen(settings.port, settings.host).catch(failed);
      return app.getUrl();
    },
    async close() {
      app.get(ReadinessCheck).announceStop();
      await underWay.untilEnded(app.close());
      await ledger.close();
    },
  };
}

/** What goes on beside the requests, in the order in which one relies on the other. */
function processesOf(
  ledger: Ledger,
  app: NestFastifyApplication,
  options: ServerOptions,
): Process[] {
  const { progress, role } = ledger;
  const views = { name: 'views', start: () => progress.start(), stop: () => progress.stop() };
  const texts = { name: 'texts', stop: () => app.get(SnapshotTexts).close() };
  const quotes = { name: 'quotes', stop: () => app.get(QuoteAnchoring).close() };
  const reanchoring = reanchoringOver(ledger, app, options);
  const consequences = consequencesOver(ledger, app, options);
  const receivers = {
    name: 'receivers',
    stop: () => app.get<Receivers>(WEBHOOK_RECEIVERS).close(),
  };
  const webhooks = webhooksOver(ledger, app, options);
  return [
    views,
    ...(role === 'projector' ? [] : callersOf(app)),
    texts,
    quotes,
    ...(reanchoring ? [reanchoring] : []),
    ...(consequences ? [consequences] : []),
    receivers,
    ...(webhooks ? [webhooks] : []),
  ];
}

/** Who may ask, before anybody can. */
function callersOf(app: NestFastifyApplication): Process[] {
  return [
    app.get(MemberDirectory),
    app.get(OvertakenChanges),
    { name: 'first-start', start: () => app.get(FirstStart).prepare() },
    app.get(LiveEvents, { strict: false }),
  ];
}

/** Returns the re-anchoring process, if this server projects: it takes its work from the views. */
function reanchoringOver(
  ledger: Ledger,
  app: NestFastifyApplication,
  { logger, metrics }: ServerOptions,
): ReanchoringProcess | undefined {
  const { store, progress, leases } = ledger;
  if (!leases) return undefined;
  const parts = {
    runner: new CommandRunner(store, ledgerCatalog, app.get<Clock>(CLOCK)),
    quotes: app.get(QuoteAnchoring),
    store,
    catalog: ledgerCatalog,
    views: ledger.views.db,
    progress,
    leases,
  };
  return new ReanchoringProcess(parts, {
    onReanchored: (outcome) => metrics.observeReanchored(outcome),
    onRetry: (retrying) => {
      if (retrying?.attempts === 1)
        logger.warn(`Anchoring citations again waits: ${retrying.reason}`);
    },
    warn: (message) => logger.warn(message),
  });
}

/** Returns the process that does what follows for claims, if this server projects: it works by the views. */
function consequencesOver(
  ledger: Ledger,
  app: NestFastifyApplication,
  { logger }: ServerOptions,
): ConsequencesProcess | undefined {
  const { store, progress, leases } = ledger;
  if (!leases) return undefined;
  const parts = {
    runner: new CommandRunner(store, ledgerCatalog, app.get<Clock>(CLOCK)),
    store,
    views: ledger.views.db,
    progress,
    leases,
  };
  return new ConsequencesProcess(parts, (retrying) => {
    if (retrying?.attempts === 1) logger.warn(`What follows for claims waits: ${retrying.reason}`);
  });
}

/** Returns what sends events to webhooks, if this server does what one process alone is to do. */
function webhooksOver(
  ledger: Ledger,
  app: NestFastifyApplication,
  { logger, metrics }: ServerOptions,
): WebhookProcess | undefined {
  const { store, deliveries, leases } = ledger;
  if (!leases) return undefined;
  const clock = app.get<Clock>(CLOCK);
  return new WebhookProcess({
    store,
    deliveries,
    leases,
    clock,
    catalog: ledgerCatalog,
    runner: new CommandRunner(store, ledgerCatalog, clock),
    secrets: app.get(WebhookSecrets),
    client: app.get<Receivers>(WEBHOOK_RECEIVERS),
    onTried: (outcome) => metrics.observeDelivery(outcome),
    onRetry: (retrying) => {
      if (retrying?.attempts === 1) logger.warn(`Sending to webhooks waits: ${retrying.reason}`);
    },
  });
}

/** A snapshot of the largest size at a slow line's 1 Mbit/s takes as long. */
const REQUEST_WITHIN_MS = 120_000;

async function makeApp(
  ledger: Ledger,
  { logger, metrics, ...overrides }: ServerOptions,
): Promise<NestFastifyApplication> {
  const { settings } = ledger;
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // Our own line, at the end of a request, says more.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy,
    genReqId: () => randomUUID(),
    // A request that never ends would hold its connection for ever.
    requestTimeout: REQUEST_WITHIN_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ...answerUnreadable,
  });
  const projectsOnly = ledger.role === 'projector';
  const routes = projectsOnly ? ProjectorModule : AppModule;
  const app = await NestFactory.create<NestFastifyApplication>(
    routes.over(ledger, metrics, overrides),
    adapter,
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  const fastify = fastifyOf(app);
  answerUnexpected(fastify);
  setSecurityHeaders(fastify);
  if (settings.corsOrigins.length > 0) allowOrigins(app, settings.corsOrigins);
  refuseWhileStopping(fastify, app.get(ReadinessCheck));
  tellRequestIds(fastify);
  answerOtherMethods(fastify);
  if (!projectsOnly) checkAccess(fastify, app.get(AccessCheck));
  checkAccept(fastify);
  answerConditionally(fastify, settings);
  readBodies(app, {
    maxRawBytes: settings.maxSnapshotBytes,
    receive: (chunks) => ledger.snapshots.receive(chunks),
    maxBytesUnderWay: settings.maxBodyBytes,
    maxBytesUnderWayOfMember: settings.maxMemberBodyBytes,
  });
  if (settings.eventStoreUrl !== undefined) countTimeOfRequests(fastify);
  tellDeprecations(fastify);
  logRequests(fastify);
  metrics.observeRequests(fastify);
  if (!projectsOnly)
    serveApiDescription(app, { version: RELEASE, publicReads: settings.publicReads });
  return app;
}

const READABLE_HEADERS = [
  'Allow',
  'Content-Disposition',
  'Deprecation',
  'ETag',
  'Ledger-Position',
  'Link',
  'Location',
  'Retry-After',
  'X-Request-Id',
];

function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  app.enableCors({
    origin: origins[0] === '*' ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
      'Accept',
    ],
    exposedHeaders: READABLE_HEADERS,
    // Answers a preflight by itself else, and any other OPTIONS with 400 and without a problem document.
    strictPreflight: false,
    preflightContinue: true,
  });
}

function refuseWhileStopping(fastify: FastifyInstance, readiness: ReadinessCheck): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!readiness.isStopping || request.url.startsWith('/health/')) return done();
    const detail = 'The server is stopping; nothing was recorded.';
    done(new Problem('shutting-down', detail, { retryAfter: 5 }));
  });
}

function tellRequestIds(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    done();
  });
}

/** Counts the time of a request once its body is read: how long that takes is up to the caller. */
function countTimeOfRequests(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (_request, _reply, done) => {
    requestBegan.run(Date.now(), done);
  });
}

function fastifyOf(app: NestFastifyApplication): FastifyInstance {
  return app.getHttpAdapter().getInstance();
}
