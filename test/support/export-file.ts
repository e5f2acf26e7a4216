import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** A line of an export, of any kind. */
export type AnyLine = Record<string, unknown>;

/** The lines before the end, without it. */
export async function unsealed(file: string): Promise<AnyLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -2);
  return lines.map((line) => JSON.parse(line) as AnyLine);
}

/** Writes lines with an end that is right for them, as somebody would who forges an export. */
export async function seal(file: string, lines: readonly AnyLine[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const events = lines.filter((line) => 'event' in line).length;
  const sha256 = createHash('sha256').update(text).digest('hex');
  await writeFile(file, `${text}${JSON.stringify({ end: { events, sha256 } })}\n`);
}
