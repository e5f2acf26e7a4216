/** The most code points of a text that a sentence quotes. */
const LONGEST_QUOTE = 120;

/** A text in quotes; a long one is cut between words, with an ellipsis. */
export function quoted(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  if (characters.length <= LONGEST_QUOTE) return `“${characters.join('')}”`;
  const cut = characters.slice(0, LONGEST_QUOTE).join('');
  const lastBlank = cut.lastIndexOf(' ');
  // Scripts without spaces, and very long words, are cut where they are.
  return `“${lastBlank > LONGEST_QUOTE / 2 ? cut.slice(0, lastBlank) : cut}…”`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The most members that a sentence calls one by one. */
const MOST_CALLED = 4;

/** Members as a sentence calls them together. Those who are called alike are several of one organization. */
export function together(callings: readonly string[]): string {
  const times = new Map<string, number>();
  for (const calling of callings) times.set(calling, (times.get(calling) ?? 0) + 1);
  const all = [...times].map(([calling, count]) =>
    count === 1 ? calling : calling.replace(/^a member/, 'members'),
  );
  const rest = all.length - MOST_CALLED;
  const told = rest > 0 ? [...all.slice(0, MOST_CALLED), `${rest} more`] : all;
  return told.length === 1 ? told[0]! : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
