import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { join } from 'node:path';

import { ledgerCatalog } from '../events/ledger-catalog.js';
import { AccessCheck } from './access/access-check.js';
import { FirstStart } from './members/first-start.js';
import { MemberDirectory } from './members/member-directory.js';
import { OvertakenChanges } from './members/overtaken-changes.js';
import { Callers } from './access/callers.js';
import { ActivityModule } from './activity/activity.module.js';
import { AgentsModule } from './agents/agents.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CitationsModule } from './citations/citations.module.js';
import { QuoteAnchoring } from './citations/quote-anchoring.js';
import { ClaimsModule } from './claims/claims.module.js';
import { CommandRunner } from './deciding/command-runner.js';
import { PublicAddress } from './http/public-address.js';
import { ProblemFilter } from './http/problem.filter.js';
import { validation } from './http/validation.js';
import type { Ledger } from './ledger.js';
import { MembersModule } from './members/members.module.js';
import { NotesModule } from './notes/notes.module.js';
import type { Pages } from './fetching/pages.js';
import { isPublicAddress } from './fetching/public-address.js';
import { WebPages } from './fetching/web-pages.js';
import { Metrics } from './operations/metrics.js';
import { OperationsModule } from './operations/operations.module.js';
import {
  CATALOG,
  CLOCK,
  DELIVERIES,
  EVENT_STORE,
  PAGES,
  SETTINGS,
  VIEW_PROGRESS,
  VIEWS,
  WEBHOOK_RECEIVERS,
  type Clock,
} from './parts.js';
import { PolicyModule } from './policy/policy.module.js';
import { ProvenanceModule } from './provenance/provenance.module.js';
import { PublishingModule } from './publishing/publishing.module.js';
import { SettledPast } from './queries/settled-past.js';
import { People } from './queries/people.js';
import { ViewReads } from './queries/view-reads.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SnapshotTexts } from './snapshots/snapshot-texts.js';
import { SourcesModule } from './sources/sources.module.js';
import { StatisticsModule } from './statistics/statistics.module.js';
import { WebhookClient, type Receivers } from './webhooks/delivering/webhook-client.js';
import { WEBHOOK_KEY_FILE, WebhookSecrets } from './webhooks/webhook-secrets.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** What stands in for parts of the system; its own where one is left out. */
export interface Overrides {
  readonly clock?: Clock;
  readonly pages?: Pages;
  readonly receivers?: Receivers;
}

const systemClock: Clock = () => new Date();

/** What the features share: the parts of the ledger, under the names of `parts.ts`. */
@Module({})
class LedgerModule {
  /** @param services that are more than a part of the ledger. */
  static over(
    ledger: Ledger,
    metrics: Metrics,
    { clock = systemClock, pages, receivers }: Overrides,
    services: readonly Provider[],
  ): DynamicModule {
    const texts = new SnapshotTexts(ledger.snapshots);
    const isAllowedAddress = ledger.settings.privateWebhooks ? () => true : isPublicAddress;
    const values = [
      { provide: EVENT_STORE, useValue: ledger.store },
      { provide: VIEWS, useValue: ledger.views.db },
      { provide: VIEW_PROGRESS, useValue: ledger.progress },
      { provide: SETTINGS, useValue: ledger.settings },
      { provide: CATALOG, useValue: ledgerCatalog },
      { provide: CLOCK, useValue: clock },
      {
        provide: CommandRunner,
        useValue: new CommandRunner(ledger.store, ledgerCatalog, clock),
      },
      {
        provide: PAGES,
        useValue: pages ?? new WebPages({ maxBytes: ledger.settings.maxSnapshotBytes }),
      },
      {
        provide: WEBHOOK_RECEIVERS,
        useValue: receivers ?? new WebhookClient({ isAllowedAddress }),
      },
      { provide: DELIVERIES, useValue: ledger.deliveries },
      {
        provide: WebhookSecrets,
        useValue: new WebhookSecrets(join(ledger.settings.dataDir, WEBHOOK_KEY_FILE)),
      },
      { provide: Metrics, useValue: metrics },
      { provide: SnapshotTexts, useValue: texts },
      { provide: QuoteAnchoring, useValue: new QuoteAnchoring(texts) },
    ];
    return {
      module: LedgerModule,
      global: true,
      providers: [...values, ...services],
      exports: [...values, ...services],
    };
  }
}

const SERVICES = [
  ViewReads,
  People,
  SettledPast,
  PublicAddress,
  MemberDirectory,
  { provide: Callers, useExisting: MemberDirectory },
  OvertakenChanges,
  FirstStart,
  AccessCheck,
];

/** The API. */
@Module({})
export class AppModule {
  static over(ledger: Ledger, metrics: Metrics, overrides: Overrides = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LedgerModule.over(ledger, metrics, overrides, SERVICES),
        CqrsModule.forRoot(),
        SourcesModule,
        ClaimsModule,
        CitationsModule,
        ProvenanceModule,
        AgentsModule,
        ReviewsModule,
        PublishingModule,
        NotesModule,
        MembersModule,
        PolicyModule,
        ActivityModule,
        StatisticsModule,
        AuditModule,
        WebhooksModule,
        OperationsModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: validation },
      ],
    };
  }
}

/** A process that only projects: it tells how it is, and knows no member and no other route. */
@Module({})
export class ProjectorModule {
  static over(ledger: Ledger, metrics: Metrics, overrides: Overrides = {}): DynamicModule {
    return {
      module: ProjectorModule,
      imports: [LedgerModule.over(ledger, metrics, overrides, []), OperationsModule],
      providers: [{ provide: APP_FILTER, useClass: ProblemFilter }],
    };
  }
}
