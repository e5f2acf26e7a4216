import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { CorrectPublication } from './commands/correct-publication.js';
import { PublishFinding } from './commands/publish-finding.js';
import { RetractPublication } from './commands/retract-publication.js';
import { PublicationFeedsController } from './publication-feeds.controller.js';
import { PublicationPagesController } from './publication-pages.controller.js';
import { PublishedReads } from './published-reads.js';
import { publishingReads } from './publishing.reads.js';

@Module(
  featureOf({
    tag: 'publishing',
    commands: [PublishFinding, CorrectPublication, RetractPublication],
    reads: publishingReads,
    controllers: [PublicationPagesController, PublicationFeedsController],
    providers: [PublishedReads],
  }),
)
export class PublishingModule {}
