export const LONGEST_TIME_ZONE = 64;

/** How the IANA database names zones: no offsets, which newer releases of Node take for zones, too. */
const NAME = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/;

/** Whether Node knows a time zone of that name, in upper or lower case. */
export function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > LONGEST_TIME_ZONE || !NAME.test(value))
    return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** A name as it was written: in a query string a plus, as in `Etc/GMT+5`, is read as a blank. */
export function timeZoneAsWritten(text: string): string {
  return text.replaceAll(' ', '+');
}
