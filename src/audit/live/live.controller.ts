import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { POSITION_PATTERN, type Actor, type Position } from '../../../events/envelope.js';
import { nameKey } from '../../text/name-key.js';
import { AccessCheck } from '../../access/access-check.js';
import { callerOf } from '../../access/caller.js';
import { AllowedTo, auditors } from '../../access/route-access.js';
import { Streams } from '../../http/documented.js';
import { invalid, invalidHeader, type Problem } from '../../http/problem.js';
import { People } from '../../queries/people.js';
import { EventLog } from '../event-log.js';
import { LiveEvents } from './live-events.js';
import type { Audience, LiveSelection } from './live-selection.js';
import { LiveQuery } from './live.dto.js';
import { EVENT_STREAM } from './stream-text.js';

const LIVE = 'GET /v1/events/live';

const DESCRIPTION = `Server-sent events (WHATWG HTML, 9.2), for \`EventSource\` and the like. Each has the position of the event in the log as its \`id\`, its type as its \`event\`, and as \`data\` the JSON that \`GET /v1/events\` has of it. Members with the role auditor get every event; all others, with a key or without, get what the histories of claims show without a key: no conflicts of interest, members, keys, sources or policies. Filters hold together.

The stream begins at the end of the log, or behind \`Last-Event-ID\` or \`after\`: then nothing is lost and nothing comes twice. An id that is none of this log, or that lies beyond its end, is 422; connect without it then, and read anew what is shown.

Events of the stream itself have lower-case names, and \`data\` with \`after\`, the id to go on from: \`began\` comes first; \`dropped\`, \`ended\` and \`stopping\` come last, with a \`reason\`. \`dropped\`: the client took too little, or the log cannot be read; \`ended\`: the key was revoked, its member suspended, or what they may see has changed; \`stopping\`: the server is. Comments come while nothing happens.`;

/** The log as it grows. */
@ApiTags('dashboards')
@Controller('v1')
export class LiveController {
  constructor(
    private readonly log: EventLog,
    private readonly live: LiveEvents,
    private readonly people: People,
    private readonly access: AccessCheck,
  ) {}

  @Get('events/live')
  @AllowedTo('read')
  @Streams({
    route: LIVE,
    summary: 'Events as they are recorded',
    description: DESCRIPTION,
    mediaType: EVENT_STREAM,
    problems: ['too-many-live-clients'],
  })
  async streamEvents(
    @Query() query: LiveQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const after = await this.startOf(query, request);
    const audience = this.audienceOf(callerOf(request));
    const client = this.live.open({
      selection: selectionIn(query, audience),
      after,
      mayStay: () => {
        const now = this.access.standingOf(request);
        return now !== undefined && this.audienceOf(now.caller) === audience;
      },
      cut: () => reply.raw.destroy(),
    });
    void reply
      .header('Content-Type', EVENT_STREAM)
      .header('Cache-Control', 'no-store')
      // Else nginx collects what it gets. https://nginx.org/en/docs/http/ngx_http_proxy_module.html
      .header('X-Accel-Buffering', 'no');
    if (after !== '') void reply.header('Ledger-Position', after);
    return new StreamableFile(client);
  }

  private audienceOf(caller: Actor | undefined): Audience {
    if (auditors.some((role) => caller?.roles.includes(role))) return 'auditor';
    return this.people.areNamesShownTo(caller) ? 'named' : 'public';
  }

  /** @throws Problem `invalid` for what is no position of an event of this log */
  private async startOf({ after }: LiveQuery, request: FastifyRequest): Promise<Position> {
    const last = request.headers['last-event-id'];
    if (last === undefined && after === undefined) return (await this.log.head()) ?? '';
    const refused = (rule: string): Problem =>
      last === undefined ? invalid('/after', rule) : invalidHeader('Last-Event-ID', rule);
    const position = last ?? after;
    if (typeof position !== 'string' || !POSITION_PATTERN.test(position)) {
      throw refused('must be a position');
    }
    if (await this.log.at(position)) return position;
    throw refused(
      'is no position of an event of this log: it is beyond its end, or of another log. Connect without it, and read anew what is shown',
    );
  }
}

function selectionIn({ claimId, topic, type }: LiveQuery, audience: Audience): LiveSelection {
  return {
    audience,
    ...(claimId !== undefined && { claimId }),
    ...(topic !== undefined && { topicKey: nameKey(topic) }),
    ...(type && { types: type }),
  };
}
