import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import Type from 'typebox';

import type { ViewTables } from '../../projections/view-tables.js';
import { Context } from '../access/request-context.js';
import { AllowedTo } from '../access/route-access.js';
import type { CommandContext } from '../deciding/command-context.js';
import { answerType } from '../http/accept.js';
import { GivesAsCaptured, Writes } from '../http/documented.js';
import { EXAMPLE_IDS, EXAMPLE_TEXTS } from '../http/example-ids.js';
import { Uuid, WholeParameter } from '../http/fields.js';
import { invalid, notFound, Problem } from '../http/problem.js';
import { LARGEST_NUMBER, Path, type PathOf } from '../http/route.js';
import { SETTINGS, VIEWS } from '../parts.js';
import { CurrentRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { answerWritten } from '../routes/written-reply.js';
import type { Settings } from '../settings/settings.js';
import { UNTOLD_TYPE } from '../snapshots/generic-types.js';
import { mediaTypeOf } from '../snapshots/media-type.js';
import type { Received } from '../snapshots/snapshot-store.js';
import { SnapshotTexts } from '../snapshots/snapshot-texts.js';
import { CaptureSnapshot } from './commands/capture-snapshot.js';
import { PASSAGE_PAGE_POLICY, passagePage, type ShownPassage } from './passage-page.js';
import { citedIn, PassageAnswer, shownPassage } from './queries/shown-passage.js';
import { getCitedPassage } from './queries/cited-passage.js';
import { getCitedSnapshot, getSnapshot, type SnapshotAnswer } from './queries/snapshots.js';

const LONGEST_MEDIA_TYPE = 255;

/** Code points shown before and after a passage. */
const JSON_CONTEXT = 2_000;
const PAGE_CONTEXT = 20_000;

const CAPTURE = CaptureSnapshot.declared;
const BYTES = 'GET /v1/snapshots/:sha256';
const TEXT = 'GET /v1/snapshots/:sha256/text';

export class SnapshotQuery extends CurrentRead {
  @Uuid({
    optional: true,
    description:
      'A source: its newest capture of these bytes. Where it is left out, the newest that has a text, whosever.',
    formerly: 'source',
  })
  sourceId?: string;
  @WholeParameter(1, LARGEST_NUMBER, { description: 'That capture of the source, from 1.' })
  capture?: number;
}

export class TextQuery extends SnapshotQuery {
  @Uuid({
    optional: true,
    description:
      'A citation: its passage is shown in its place, in the capture and the text in which it was found. `sourceId` and `capture` have no part in it.',
  })
  highlight?: string;
}

@ApiTags('sources')
@Controller('v1')
export class SnapshotsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    private readonly texts: SnapshotTexts,
    private readonly reads: ViewReads,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('sources/:id/snapshots')
  @ApiConsumes('*/*')
  @ApiBody({
    schema: { type: 'string', format: 'binary' },
    description: 'The bytes as captured.',
    examples: {
      wire: { summary: 'The report', value: EXAMPLE_TEXTS.wire },
      source: { summary: 'The newspaper that has it word for word', value: EXAMPLE_TEXTS.source },
      copy: { summary: 'The other newspaper', value: EXAMPLE_TEXTS.copy },
    },
  })
  @AllowedTo(CAPTURE.access)
  @Writes({
    ...CAPTURE,
    examples: {
      wire: { summary: 'The report', path: { id: EXAMPLE_IDS.wire } },
      source: { summary: 'The newspaper', path: { id: EXAMPLE_IDS.source } },
      copy: { summary: 'The other newspaper', path: { id: EXAMPLE_IDS.copy } },
    },
  })
  async captureSnapshot(
    @Path(CAPTURE.route) path: { readonly id: string },
    @Req() { headers, body: content }: FastifyRequest<{ Body: Received | undefined }>,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!content || content.size === 0) {
      throw invalid('', 'The body must be the bytes of the snapshot, at least one.');
    }
    const mediaType = headers['content-type'] || UNTOLD_TYPE;
    if (mediaType.length > LONGEST_MEDIA_TYPE) {
      throw new Problem('unsupported-media-type', 'The Content-Type is too long.');
    }
    const body = { content, mediaType };
    const command = new CaptureSnapshot({ path, query: {}, body, context });
    return answerWritten(reply, await this.commands.execute(command), CAPTURE.creates);
  }

  @Get('snapshots/:sha256')
  @AllowedTo('read')
  @GivesAsCaptured({
    route: BYTES,
    summary: 'The bytes of a snapshot',
    description:
      'What was captured, byte for byte, under its own media type. To be saved: it is not shown in place.',
    mediaType: '*/*',
  })
  async getSnapshot(
    @Path(BYTES) { sha256 }: PathOf<typeof BYTES>,
    @Query() query: SnapshotQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reads.begin(query, reply);
    const { mediaType } = await this.known(sha256, query);
    answerType(request.headers.accept, [mediaTypeOf(mediaType)?.type ?? UNTOLD_TYPE]);
    const bytes = await this.texts.bytesOf(sha256);
    // RFC 9111 §5.2.2.9: a shared cache would give to anybody what it may keep.
    const whose = this.settings.publicReads ? 'public' : 'private';
    void reply.header('Cache-Control', `${whose}, max-age=31536000, immutable`);
    await asCaptured(reply, sha256).type(mediaType).send(bytes);
  }

  @Get('snapshots/:sha256/text')
  @AllowedTo('read')
  @GivesAsCaptured({
    route: TEXT,
    summary: 'The text of a snapshot, or a passage in its place',
    description:
      'The text that was taken out of it, in which passages are counted. With `highlight` the passage of a citation, and what is around it.',
    mediaType: 'text/plain',
    or: {
      'text/html': Type.String({ description: 'With `highlight`: a page that shows the passage.' }),
      'application/json': PassageAnswer,
    },
  })
  async getSnapshotText(
    @Path(TEXT) { sha256 }: PathOf<typeof TEXT>,
    @Query() query: TextQuery,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reads.begin(query, reply);
    if (query.highlight !== undefined) {
      await this.highlighted(sha256, query.highlight, headers.accept, reply);
      return;
    }
    answerType(headers.accept, ['text/plain']);
    const { text } = await this.known(sha256, query);
    if ('reason' in text) throw new Problem('not-found', text.reason);
    const words = await this.texts.textOf(text);
    if (words === undefined) throw notFound('text of the snapshot', sha256);
    // Another capture of the same bytes, or a text that is taken anew, is shown under the same address.
    void reply.header('Cache-Control', 'no-cache');
    await asCaptured(reply, text.sha256).type('text/plain; charset=utf-8').send(words);
  }

  /** Shows a citation in its own capture, and in the text of it in which the passage was found. */
  private async highlighted(
    sha256: string,
    citationId: string,
    accept: string | undefined,
    reply: FastifyReply,
  ): Promise<void> {
    const cited = await getCitedPassage(this.views, citationId);
    if (!cited) {
      await this.known(sha256, {});
      throw notFound('citation', citationId);
    }
    const { sourceId, snapshot, capture, text: textSha256 } = citedIn(cited, citationId, sha256);
    const found = await getCitedSnapshot(this.views, {
      sourceId,
      sha256: snapshot,
      capture,
      text: textSha256,
    });
    if (!found || 'reason' in found.text) throw notFound('text of the snapshot', sha256);
    const { text } = found;
    const words = await this.texts.textOf(text);
    if (words === undefined) throw notFound('text of the snapshot', sha256);
    const asJson = answerType(accept, ['text/html', 'application/json']) === 'application/json';
    const context = asJson ? JSON_CONTEXT : PAGE_CONTEXT;
    const shown = { citationId, cited, context, sha256, capture: found.capture, text, words };
    const tag = `${text.sha256}-${citationId}`;
    await sendPassage(reply, shownPassage(shown), { asJson, tag });
  }

  private async known(
    sha256: string,
    { sourceId, capture }: Pick<SnapshotQuery, 'sourceId' | 'capture'>,
  ): Promise<SnapshotAnswer> {
    if (capture !== undefined && sourceId === undefined) {
      throw invalid('/capture', 'A capture is counted within its source; name that, too.');
    }
    const name = {
      sha256,
      ...(sourceId !== undefined && { sourceId }),
      ...(capture !== undefined && { capture }),
    };
    const snapshot = await getSnapshot(this.views, name);
    if (!snapshot) throw notFound('snapshot', sha256);
    return snapshot;
  }
}

/** Somebody else's page on our origin: it may be saved, and neither run nor be shown in place. */
function asCaptured(reply: FastifyReply, sha256: string): FastifyReply {
  return reply
    .header('ETag', `"${sha256}"`)
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Content-Disposition', `attachment; filename="${sha256}"`);
}

/** Sends a page of our own making, inline unlike captured bytes, and not cached: places may be found anew. */
async function sendPassage(
  reply: FastifyReply,
  passage: ShownPassage,
  { asJson, tag }: { readonly asJson: boolean; readonly tag: string },
): Promise<void> {
  void reply.header('ETag', `"${tag}"`).header('Vary', 'Accept');
  void reply.header('Cache-Control', 'no-cache').header('Content-Disposition', 'inline');
  if (asJson) {
    await reply.type('application/json; charset=utf-8').send(passage);
    return;
  }
  void reply.header('Content-Security-Policy', PASSAGE_PAGE_POLICY);
  await reply.type('text/html; charset=utf-8').send(passagePage(passage));
}
