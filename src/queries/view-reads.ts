import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import type { Position } from '../../events/envelope.js';
import { invalid, Problem } from '../http/problem.js';
import { CLOCK, VIEW_PROGRESS, type Clock } from '../parts.js';
import { ViewsUnavailableError } from '../view-store/views-unavailable.js';
import { AS_OF_PARAMETER_RULE, asOfFrom, type AsOf, type Moment } from './as-of.js';

/** How far the views are, whether this process projects them or another. */
export interface ViewProgress {
  /** Why nothing of the views may be shown; null where it may. */
  readonly unfit: string | null;
  /** The views show everything up to and with this position; null before the first event. */
  position(): Position | null;
  waitFor(position: Position, timeoutMs: number): Promise<boolean>;
}

export interface ReadOptions {
  readonly atLeast?: Position;
  readonly asOf?: string;
}

export interface TwoMoments {
  readonly atLeast?: Position;
  readonly from?: string;
  readonly to?: string;
}

/** What is said of the earlier of two moments that is the later. */
export const NOT_AFTER = 'must not be after to';

const LONGEST_WAIT_MS = 2_000;

/** What every read of the views begins with: the wait for `atLeast`, and the moment it is about. */
@Injectable()
export class ViewReads {
  constructor(
    @Inject(VIEW_PROGRESS) private readonly progress: ViewProgress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem `invalid`, or `view-behind` after a bounded wait; ViewsUnavailableError */
  async begin({ atLeast, asOf }: ReadOptions, reply: FastifyReply): Promise<Moment> {
    return this.beginAt(momentWritten('asOf', asOf), atLeast, reply);
  }

  /**
   * Begins a read about two moments: the later one, which is now where it is left out, and the earlier one.
   *
   * @throws as `begin`, and Problem `invalid` where they are the other way round. Of a position and an instant
   * nothing here tells which is the later.
   */
  async beginBetween(
    { atLeast, from, to }: TwoMoments,
    reply: FastifyReply,
  ): Promise<Moment & { readonly earlier: AsOf }> {
    const [earlier, later] = [momentWritten('from', from), momentWritten('to', to)];
    if (isAfter(earlier, later, this.clock().toISOString())) throw invalid('/from', NOT_AFTER);
    if (earlier && 'position' in earlier) await this.mustShow(earlier.position);
    return { ...(await this.beginAt(later, atLeast, reply)), earlier };
  }

  private async beginAt(
    moment: AsOf,
    atLeast: Position | undefined,
    reply: FastifyReply,
  ): Promise<Moment> {
    mustBeFit(this.progress);
    if (atLeast !== undefined) await this.mustShow(atLeast);
    // What is not projected yet would be missing from the past, too.
    if (moment && 'position' in moment) await this.mustShow(moment.position);
    const position = this.progress.position();
    if (position !== null) void reply.header('Ledger-Position', position);
    return { now: this.clock().toISOString(), ...(moment && { asOf: moment }) };
  }

  /** The same moment, held fast: for a reading that takes long, while new events come in. */
  held(moment: Moment): Moment {
    const position = this.progress.position();
    return moment.asOf || position === null ? moment : { ...moment, asOf: { position } };
  }

  /** Whether the views show the position, now or after a bounded wait. */
  async isShown(position: Position): Promise<boolean> {
    const shown = this.progress.position();
    if (shown !== null && shown >= position) return true;
    return this.progress.waitFor(position, LONGEST_WAIT_MS);
  }

  private async mustShow(position: Position): Promise<void> {
    if (!(await this.isShown(position))) throw viewBehind(position);
  }
}

/** @throws Problem `invalid` for what is no moment */
function momentWritten(parameter: string, written: string | undefined): AsOf {
  if (written === undefined) return undefined;
  const moment = asOfFrom(written);
  if (!moment) throw invalid(`/${parameter}`, `must be ${AS_OF_PARAMETER_RULE}`);
  return moment;
}

function isAfter(from: AsOf, to: AsOf, now: string): boolean {
  if (!from) return false;
  if ('position' in from)
    return to !== undefined && 'position' in to && from.position > to.position;
  if (!to) return from.instant > now;
  return 'instant' in to && from.instant > to.instant;
}

/** @throws ViewsUnavailableError for views that are not of this log. */
export function mustBeFit({ unfit }: Pick<ViewProgress, 'unfit'>): void {
  if (unfit !== null) throw new ViewsUnavailableError(unfit);
}

export function viewBehind(position: Position): Problem {
  return new Problem('view-behind', `Position ${position} is not shown yet.`, { retryAfter: 1 });
}
