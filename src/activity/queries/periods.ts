import { Temporal } from 'temporal-polyfill';

export const INTERVALS = ['day', 'week', 'month'] as const;
export type Interval = (typeof INTERVALS)[number];

/** A day, an ISO 8601 week (from Monday on) or a month, in a time zone. */
export interface Period {
  /** `2025-10-14`, `2025-W42` or `2025-10`. */
  readonly name: string;
  /** `2025-10-13`: its first day, in the zone. */
  readonly firstDay: string;
  /** The instant at which it begins: a day has 23 or 25 hours where the clock is changed in it. */
  readonly begins: string;
  /** The instant at which the next one begins. */
  readonly ends: string;
}

const LENGTHS = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
} as const;

/** Days, weeks or months in a time zone of the IANA database. */
export class Periods {
  constructor(
    private readonly interval: Interval,
    private readonly timeZone: string,
  ) {}

  /** @param instant ISO 8601 */
  at(instant: string): Period {
    const { timeZone } = this;
    return this.with(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
  }

  /** The period that a day is in. @param day `2025-10-14` */
  of(day: string): Period {
    return this.with(Temporal.PlainDate.from(day));
  }

  /** The instant at which a day begins. */
  beginningOf(day: string): string {
    return this.startOf(Temporal.PlainDate.from(day));
  }

  /** The instant at which the day after it begins. */
  endOf(day: string): string {
    return this.startOf(Temporal.PlainDate.from(day).add({ days: 1 }));
  }

  private with(date: Temporal.PlainDate): Period {
    const { interval } = this;
    const first =
      interval === 'day'
        ? date
        : interval === 'week'
          ? date.subtract({ days: date.dayOfWeek - 1 })
          : date.with({ day: 1 });
    return {
      name: nameOf(first, interval),
      firstDay: first.toString(),
      begins: this.startOf(first),
      ends: this.startOf(first.add(LENGTHS[interval])),
    };
  }

  /** Not always midnight: in some zones the clock is changed then. */
  private startOf(date: Temporal.PlainDate): string {
    const { epochMilliseconds } = date.toZonedDateTime(this.timeZone);
    return new Date(epochMilliseconds).toISOString();
  }
}

function nameOf(first: Temporal.PlainDate, interval: Interval): string {
  if (interval === 'day') return first.toString();
  if (interval === 'month') return first.toPlainYearMonth().toString();
  return `${first.yearOfWeek}-W${String(first.weekOfYear).padStart(2, '0')}`;
}
