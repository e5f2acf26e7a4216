import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { BatchReport } from '../../projections/engine/projector.js';
import type { ProjectionStatus } from '../../projections/engine/status.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const LONGEST_REASON = 200;

/** What of the deliveries to webhooks is not done. */
export interface DeliveryBacklog {
  readonly queued: number;
  readonly dead: number;
  readonly lagSeconds: number;
}

/** What Prometheus scrapes; names follow https://prometheus.io/docs/practices/naming/. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'fact_ledger_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly batches = new Histogram({
    name: 'fact_ledger_projection_batch_duration_seconds',
    help: 'Time from having a batch of events to its commit in the views',
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly projected = new Counter({
    name: 'fact_ledger_projected_events_total',
    help: 'Events handled, by projection',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'fact_ledger_projection_lag_seconds',
    help: 'Age of the last event that the view shows; 0 where it has caught up',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly behind = new Gauge({
    name: 'fact_ledger_projection_lag_events',
    help: 'Events that the view does not show yet, whichever process projects it; 1000 where there are as many or more',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly leases = new Gauge({
    name: 'fact_ledger_projection_lease_held',
    help: '1 where this process projects it, 0 where another may',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly standingBy = new Gauge({
    name: 'fact_ledger_projection_standing_by',
    help: '1 where this process would project it and another does',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly halted = new Gauge({
    name: 'fact_ledger_projection_halted',
    help: '1 where the projection stands still before an event that it cannot get past, and why',
    labelNames: ['projection', 'reason'],
    registers: [this.registry],
  });

  private readonly reanchored = new Counter({
    name: 'fact_ledger_reanchored_citations_total',
    help: 'Citations whose quote was looked for in a later snapshot of its source, by what it came to',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly deliveries = new Counter({
    name: 'fact_ledger_webhook_deliveries_total',
    help: 'Tries to deliver an event to a webhook, by what they came to: delivered, failed, gone (410), dead (given up)',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  private readonly queuedDeliveries = new Gauge({
    name: 'fact_ledger_webhook_queued',
    help: 'Deliveries to webhooks that are queued; 1000 where there are as many or more',
    registers: [this.registry],
  });
  private readonly deadLetters = new Gauge({
    name: 'fact_ledger_webhook_dead_letters',
    help: 'Deliveries to webhooks that were given up and not sent again; 1000 where there are as many or more',
    registers: [this.registry],
  });
  private readonly deliveryLag = new Gauge({
    name: 'fact_ledger_webhook_lag_seconds',
    help: 'Age of the oldest event that is queued for a webhook; 0 where none is',
    registers: [this.registry],
  });
  private readonly appends = new Histogram({
    name: 'fact_ledger_append_duration_seconds',
    help: 'Time of an append to the event store, all its tries together, by what it came to',
    labelNames: ['outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly retries = new Counter({
    name: 'fact_ledger_event_store_retries_total',
    help: 'Calls of the event store that failed and were made again',
    registers: [this.registry],
  });
  private readonly unknownOutcomes = new Counter({
    name: 'fact_ledger_event_store_unknown_outcomes_total',
    help: 'Appends that failed and may have been carried out all the same, each try counted',
    registers: [this.registry],
  });
  private readonly reconnects = new Counter({
    name: 'fact_ledger_event_store_reconnects_total',
    help: 'Connections to the event store that were lost and made anew',
    registers: [this.registry],
  });

  private readonly liveClients = new Gauge({
    name: 'fact_ledger_live_clients',
    help: 'Clients that follow the log as server-sent events',
    registers: [this.registry],
  });
  private readonly liveDropped = new Counter({
    name: 'fact_ledger_live_clients_dropped_total',
    help: 'Clients that were dropped because they took too little, or the log could not be read',
    registers: [this.registry],
  });

  private readonly clockBehind = new Gauge({
    name: 'fact_ledger_clock_behind_seconds',
    help: 'How far the clock of this process is behind the last event of the log; 0 where it is not',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  readonly contentType = this.registry.contentType;

  /** What a store over a server tells of its connection. */
  readonly connectionObserver = {
    onRetry: () => this.retries.inc(),
    onUnknownOutcome: () => this.unknownOutcomes.inc(),
    onReconnect: () => this.reconnects.inc(),
  };

  /** @param outcome as CitationReanchored has it, or `failed`. */
  observeReanchored(outcome: string): void {
    this.reanchored.inc({ outcome });
  }

  /** @param outcome `delivered`, `failed`, `gone` or `dead`. */
  observeDelivery(outcome: string): void {
    this.deliveries.inc({ outcome });
  }

  /** @param backlog null where it cannot be told now. */
  setDeliveryBacklog(backlog: DeliveryBacklog | null): void {
    this.queuedDeliveries.set(backlog?.queued ?? NaN);
    this.deadLetters.set(backlog?.dead ?? NaN);
    this.deliveryLag.set(backlog?.lagSeconds ?? NaN);
  }

  /** @param outcome `appended`, `deduplicated` or the code of the failure. */
  observeAppend(outcome: string, seconds: number): void {
    this.appends.observe({ outcome }, seconds);
  }

  observeLiveClients(count: number): void {
    this.liveClients.set(count);
  }

  observeLiveDropped(): void {
    this.liveDropped.inc();
  }

  observeRequests(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  observeBatch({ seconds, parts }: BatchReport): void {
    this.batches.observe(seconds);
    for (const { name, handled } of parts) {
      if (handled > 0) this.projected.inc({ projection: name }, handled);
    }
  }

  /**
   * @param eventsBehind by projection; none where that cannot be told now.
   * @param clockBehind in seconds; null where that cannot be told now.
   */
  async text(
    projections: readonly ProjectionStatus[],
    eventsBehind: ReadonlyMap<string, number>,
    clockBehind: number | null,
  ): Promise<string> {
    this.clockBehind.set(clockBehind ?? NaN);
    // What no longer holds is not to stay beside what does: a reason, the lag in a process that has lost
    // the lease.
    for (const gauge of [this.halted, this.lag, this.behind]) gauge.reset();
    for (const [projection, events] of eventsBehind) this.behind.set({ projection }, events);
    for (const { name, thisProcess, lagSeconds, failure } of projections) {
      this.leases.set({ projection: name }, thisProcess === 'projects' ? 1 : 0);
      this.standingBy.set({ projection: name }, thisProcess === 'stands-by' ? 1 : 0);
      if (thisProcess === 'projects') this.lag.set({ projection: name }, lagSeconds ?? NaN);
      const reason = failure?.reason.slice(0, LONGEST_REASON) ?? '';
      this.halted.set({ projection: name, reason }, failure ? 1 : 0);
    }
    return this.registry.metrics();
  }
}
