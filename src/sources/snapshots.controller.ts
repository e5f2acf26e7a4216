import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';

import { Context, type CommandContext } from '../access/command-context.js';
import { GivesAsCaptured, Writes } from '../http/documented.js';
import { IdParameter, Sha256Parameter } from '../http/id-parameter.js';
import { invalid, notFound, Problem } from '../http/problem.js';
import { SETTINGS } from '../parts.js';
import { ViewReads } from '../queries/view-reads.js';
import type { Settings } from '../settings/settings.js';
import { UNTOLD_TYPE } from '../snapshots/generic-types.js';
import { SnapshotTexts } from '../snapshots/snapshot-texts.js';
import { CaptureSnapshot } from './commands/capture-snapshot.js';
import { answerCapture, CAPTURED, KNOWN_CAPTURE } from './captured.js';
import { SnapshotQuery, TextQuery } from './dto/source.dto.js';
import { PASSAGE_PAGE_POLICY, passagePage, type ShownPassage } from './passage-page.js';
import { citedIn, PassageAnswer, shownPassage } from './queries/shown-passage.js';
import { GetCitedPassage, GetCitedSnapshot, GetSnapshot } from './queries/source-queries.js';
import type { SnapshotAnswer } from './queries/snapshots.js';

const LONGEST_MEDIA_TYPE = 255;

/** Code points shown before and after a passage. */
const JSON_CONTEXT = 2_000;
const PAGE_CONTEXT = 20_000;

@ApiTags('sources')
@Controller('v1')
export class SnapshotsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly texts: SnapshotTexts,
    private readonly reads: ViewReads,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('sources/:id/snapshots')
  @ApiConsumes('*/*')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'The bytes as captured.' })
  @Writes({
    summary: 'Capture a snapshot of a source',
    creates: true,
    known: KNOWN_CAPTURE,
    parameters: ['id'],
    adds: CAPTURED,
  })
  async capture(
    @IdParameter('id', 'source') id: string,
    @Body() bytes: unknown,
    @Req() { headers }: FastifyRequest,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
      throw invalid('', 'The body is to be the bytes of the snapshot, at least one.');
    }
    const mediaType = headers['content-type'] || UNTOLD_TYPE;
    if (mediaType.length > LONGEST_MEDIA_TYPE) {
      throw new Problem('unsupported-media-type', 'The Content-Type is too long.');
    }
    const command = new CaptureSnapshot(id, bytes, mediaType, context);
    return answerCapture(reply, await this.commands.execute(command));
  }

  @Get('snapshots/:sha256')
  @GivesAsCaptured({ summary: 'The bytes of a snapshot', mediaType: '*/*', parameter: 'sha256' })
  async bytes(
    @Sha256Parameter('sha256', 'snapshot') sha256: string,
    @Query() query: SnapshotQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reads.begin(query, reply);
    const { mediaType } = await this.known(sha256, query);
    const bytes = await this.texts.bytesOf(sha256);
    if (!bytes) throw notFound('snapshot', sha256);
    await this.asCaptured(reply, sha256).type(mediaType).send(bytes);
  }

  @Get('snapshots/:sha256/text')
  @GivesAsCaptured({
    summary: 'The text of a snapshot, in which passages are counted; or a passage in its place',
    mediaType: 'text/plain',
    parameter: 'sha256',
    or: {
      'text/html': Type.String({ description: 'With `highlight`: a page that shows the passage.' }),
      'application/json': PassageAnswer,
    },
  })
  async text(
    @Sha256Parameter('sha256', 'snapshot') sha256: string,
    @Query() query: TextQuery,
    @Req() { headers }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reads.begin(query, reply);
    if (query.highlight !== undefined) {
      await this.highlighted(sha256, query.highlight, headers.accept, reply);
      return;
    }
    const { text } = await this.known(sha256, query);
    if ('reason' in text) throw new Problem('not-found', text.reason);
    const words = await this.texts.textOf(text);
    if (words === undefined) throw notFound('text of the snapshot', sha256);
    const asText = this.asCaptured(reply, text.sha256).type('text/plain; charset=utf-8');
    await asText.send(words);
  }

  /** In the citation's own capture, and in the text of it in which the passage was found. */
  private async highlighted(
    sha256: string,
    citationId: string,
    accept: string | undefined,
    reply: FastifyReply,
  ): Promise<void> {
    const cited = await this.queries.execute(new GetCitedPassage(citationId));
    if (!cited) {
      await this.known(sha256, {});
      throw notFound('citation', citationId);
    }
    const { sourceId, snapshot, capture, text: textSha256 } = citedIn(cited, citationId, sha256);
    const found = await this.queries.execute(
      new GetCitedSnapshot({ sourceId, sha256: snapshot, capture, text: textSha256 }),
    );
    if (!found || 'reason' in found.text) throw notFound('text of the snapshot', sha256);
    const { text } = found;
    const words = await this.texts.textOf(text);
    if (words === undefined) throw notFound('text of the snapshot', sha256);
    const asJson = wantsJson(accept);
    const context = asJson ? JSON_CONTEXT : PAGE_CONTEXT;
    const shown = { citationId, cited, context, sha256, capture: found.capture, text, words };
    const tag = `${text.sha256}-${citationId}`;
    await sendPassage(reply, shownPassage(shown), { asJson, tag });
  }

  private async known(
    sha256: string,
    { source, capture }: Pick<SnapshotQuery, 'source' | 'capture'>,
  ): Promise<SnapshotAnswer> {
    if (capture !== undefined && source === undefined) {
      throw invalid('/capture', 'A capture is counted within its source; name that, too.');
    }
    const name = {
      sha256,
      ...(source !== undefined && { sourceId: source }),
      ...(capture !== undefined && { capture }),
    };
    const snapshot = await this.queries.execute(new GetSnapshot(name));
    if (!snapshot) throw notFound('snapshot', sha256);
    return snapshot;
  }

  /** Somebody else's page on our origin: it may be saved, and neither run nor be shown in place. */
  private asCaptured(reply: FastifyReply, sha256: string): FastifyReply {
    // RFC 9111 §5.2.2.9: a shared cache would give to anybody what it may keep.
    const whose = this.settings.publicReads ? 'public' : 'private';
    return reply
      .header('ETag', `"${sha256}"`)
      .header('Cache-Control', `${whose}, max-age=31536000, immutable`)
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .header('Content-Disposition', `attachment; filename="${sha256}"`);
  }
}

/** JSON where it is named and HTML is not, as browsers name HTML; else a page. */
function wantsJson(accept = ''): boolean {
  const named = accept.toLowerCase();
  return named.includes('application/json') && !named.includes('text/html');
}

/** Of our own making, unlike what was captured; and its places may be found anew. */
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
