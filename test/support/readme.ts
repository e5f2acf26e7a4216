import { readFileSync } from 'node:fs';

/** The README's text. */
export const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** What stands below the heading of this title, up to the next heading of its level or above. */
export function section(title: string): string {
  const heading = new RegExp(`^(##+) ${title}$`, 'm').exec(README);
  if (!heading) throw new Error(`the README has no section "${title}"`);
  const below = README.slice(heading.index + heading[0].length);
  const end = new RegExp(`^#{2,${heading[1]!.length}} `, 'm').exec(below);
  return below.slice(0, end?.index);
}

/** The rows of the first table below the heading of this title, each as the text of its cells. */
export function tableIn(title: string): string[][] {
  const lines = section(title)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const rows = lines.map((line) => line.split('|').slice(1, -1));
  return rows.slice(2).map((cells) => cells.map((cell) => cell.trim()));
}

/** The lines of shell that stand in blocks of their own in a text of Markdown. */
export function shellBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '');
}
