/**
 * A date of a query string as somebody wrote it: the URL standard's parser reads the plus of an offset as a
 * space, and RFC 3339, 5.6, lets T and Z be small.
 */
export function dateAsWritten(text: string): string {
  return text
    .replace(/ (?=\d{2}:\d{2}$)/, (space, at: number) =>
      /T/i.test(text.slice(0, at)) ? '+' : space,
    )
    .replace(/[tz]/g, (letter) => letter.toUpperCase());
}
