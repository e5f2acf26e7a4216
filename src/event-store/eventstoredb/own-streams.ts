import type { RecordedEvent as ServerEvent, Filter } from '@eventstore/db-client';

import type { EventFilter } from '../event-store.js';
import { matcher, serverFilter, type Filtered } from './matching.js';

/** The ledger's streams among all of a server, and the names that they have there. */
export class OwnStreams {
  private readonly isOwn: (event: Filtered) => boolean;

  /**
   * @param own the ledger's categories, where the server has streams of others, too
   * @param prefix before the name of each stream; none may be the beginning of what others write
   */
  constructor(
    private readonly own: EventFilter = {},
    private readonly prefix = '',
  ) {
    this.isOwn = matcher(own);
  }

  onServer(stream: string): string {
    return this.prefix + stream;
  }

  /** The name by which the ledger knows the stream; undefined for one of others, or of the server itself. */
  ofLedger({ streamId, type }: Pick<ServerEvent, 'streamId' | 'type'>): string | undefined {
    if (type.startsWith('$') || streamId.startsWith('$')) return undefined;
    if (!streamId.startsWith(this.prefix)) return undefined;
    const stream = streamId.slice(this.prefix.length);
    return this.isOwn({ stream, type }) ? stream : undefined;
  }

  /** What the server can leave out; what it lets pass is to be asked of {@link ofLedger} all the same. */
  filter(asked: EventFilter, reached: NonNullable<Filter['checkpointReached']>): Filter {
    return serverFilter(this.prefix, this.own, asked, reached);
  }
}
