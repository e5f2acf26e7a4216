import type { Person } from '../queries/person.js';

/** What a member is called; the id where the caller is not shown names. */
export function nameOf({ id, name, organization }: Person): string {
  return organization === null ? (name ?? id) : `${name ?? id} (${organization})`;
}
