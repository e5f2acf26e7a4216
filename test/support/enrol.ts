import type { Role } from '../../events/envelope.js';
import { accepted } from './answers.js';
import type { ApiClient } from './api-client.js';

/** A member with a key of theirs. */
export interface Enrolled {
  readonly id: string;
  readonly key: string;
}

export async function enrol(
  admin: ApiClient,
  name: string,
  roles: readonly Role[],
): Promise<Enrolled> {
  const member = { name, organization: `Desk of ${name}`, roles };
  const { id } = accepted<{ id: string }>(await admin.post('/v1/members', member));
  const issued = await admin.post(`/v1/members/${id}/keys`, {});
  return { id, key: accepted<{ key: string }>(issued).key };
}
