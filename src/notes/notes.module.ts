import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { AddNote } from './commands/add-note.js';
import { AnswerNote } from './commands/answer-note.js';
import { ResolveNote } from './commands/resolve-note.js';
import { noteReads } from './notes.reads.js';
import { OpenRequests } from './open-requests.js';

@Module(
  featureOf({
    tag: 'notes',
    commands: [AddNote, AnswerNote, ResolveNote],
    reads: noteReads,
    providers: [OpenRequests],
  }),
)
export class NotesModule {}
