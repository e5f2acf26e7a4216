const PARTS =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Instants compare as text only while their year has four digits. */
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/**
 * The first instant (ISO 8601, UTC, milliseconds) at which a year, month, day or instant is over:
 * `2026` ends at `2027-01-01T00:00:00.000Z`. A period that is not an instant is one in UTC; an
 * instant is its own end, its fraction cut to milliseconds.
 *
 * @throws RangeError where the calendar has no such date (`2026-02-30`), or the clock no such time.
 */
export function endOf(partialDate: string): string {
  const end = endInMs(partialDate);
  if (end === undefined) throw new RangeError(`${partialDate} is no date`);
  const instant = new Date(end);
  return instant.getUTCFullYear() > 9999 ? LAST_INSTANT : instant.toISOString();
}

/** Returns the first instant (ISO 8601, UTC, milliseconds) of a date, read as {@link endOf} reads it. @throws RangeError */
export function beginningOf(partialDate: string): string {
  const end = endOf(partialDate);
  if (partialDate.includes('T')) return end;
  const day = partialDate + '-01-01'.slice(partialDate.length - '2026'.length);
  return `${day}T00:00:00.000Z`;
}

/** Returns the last instant of a date: the millisecond before its end; an instant is its own. @throws RangeError */
export function lastInstantOf(partialDate: string): string {
  const end = endOf(partialDate);
  if (partialDate.includes('T')) return end;
  return new Date(Date.parse(end) - 1).toISOString();
}

/** The time zones furthest from UTC: +14:00 (Kiritimati) and -12:00 (at sea). */
const [FURTHEST_AHEAD_MS, FURTHEST_BEHIND_MS] = [14 * 3_600_000, 12 * 3_600_000];

/**
 * Between which instants (milliseconds since 1970, UTC) something may have happened that is dated like
 * this: a day, month or year is one in some time zone, nobody knows which.
 *
 * @throws RangeError where the calendar has no such date.
 */
export function spanOf(partialDate: string): { readonly from: number; readonly to: number } {
  const end = endInMs(partialDate);
  if (end === undefined) throw new RangeError(`${partialDate} is no date`);
  if (partialDate.includes('T')) return { from: end, to: end };
  const [year, month = '01', day = '01'] = partialDate.split('-');
  const start = utc(Number(year), Number(month), Number(day));
  return { from: start - FURTHEST_AHEAD_MS, to: end + FURTHEST_BEHIND_MS };
}

/** Whether the text is a date that exists; its shape alone is `PartialDate` of `events/fields.ts`. */
export function isPartialDate(text: string): boolean {
  return endInMs(text) !== undefined;
}

function endInMs(text: string): number | undefined {
  const parts = PARTS.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [number(parts[1]), number(parts[2]), number(parts[3])];
  if (year === undefined) return undefined;
  if (month === undefined) return utc(year + 1, 1, 1);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return utc(year, month + 1, 1);
  if (day < 1 || utc(year, month, day) >= utc(year, month + 1, 1)) return undefined;
  const zone = parts[8];
  if (zone === undefined) return utc(year, month, day + 1);
  const [hour, minute, second] = [number(parts[4]), number(parts[5]), number(parts[6]) ?? 0];
  const offset = offsetInMinutes(zone);
  if (hour === undefined || hour > 23 || minute === undefined || minute > 59) return undefined;
  if (second > 59 || offset === undefined) return undefined;
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return utc(year, month, day) + (((hour * 60 + minute - offset) * 60 + second) * 1000 + ms);
}

/** RFC 3339, 4.2. */
function offsetInMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Not `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function number(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
