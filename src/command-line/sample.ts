import { readFile } from 'node:fs/promises';

import { CommandFailed } from './exit-codes.js';

/** One call of `examples/ledger.json`; its README says what the members mean. */
export interface SampleStep {
  readonly as: string;
  readonly post: string;
  readonly name: string;
  readonly body?: unknown;
  readonly file?: string;
  readonly contentType?: string;
}

export interface SampleServer {
  readonly url: string;
  /** The key of each member that steps speak for, by their name. */
  readonly keys: ReadonlyMap<string, string>;
}

/**
 * Carries the steps out, each once however often this is called with one ledger.
 *
 * @param folder holds `ledger.json` and the files it names; ends in a slash.
 * @returns the ids of what was made, by the steps' names.
 * @throws CommandFailed where one is refused.
 */
export async function recordSample(
  folder: URL,
  server: SampleServer,
): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(new URL('ledger.json', folder), 'utf8');
  const ids = new Map<string, string>();
  for (const step of JSON.parse(text) as SampleStep[]) {
    ids.set(step.name, await carryOut(step, folder, server, ids));
  }
  return ids;
}

async function carryOut(
  step: SampleStep,
  folder: URL,
  { url, keys }: SampleServer,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const path = step.post.replace(/\$\{([\w-]+)\}/g, (_, name: string) => idOf(name, ids));
  const body =
    step.file === undefined
      ? JSON.stringify(resolved(step.body, ids))
      : await readFile(new URL(step.file, folder));
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${keys.get(step.as) ?? ''}`,
      'Content-Type': step.contentType ?? 'application/json',
      'Idempotency-Key': `sample-${step.name}`,
    },
    body,
  });
  const answer = (await response.json()) as { id: string; detail?: string };
  if (response.ok) return answer.id;
  throw new CommandFailed(`${step.name}: ${response.status} ${answer.detail ?? ''}`);
}

function resolved(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  if ('$id' in value && typeof value.$id === 'string') return idOf(value.$id, ids);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolved(member, ids)]),
  );
}

/** @throws CommandFailed where no step of that name was carried out. */
export function idOf(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name);
  if (id === undefined) throw new CommandFailed(`the sample names ${name} before it is there`);
  return id;
}
