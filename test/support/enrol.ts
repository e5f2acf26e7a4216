import type { Role } from '../../events/envelope.js';
import { accepted } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import type { Staff } from './busy-desk.js';
import type { Writer } from './write-requests.js';

/** Enrols a member with a key. */
export async function enrol(
  admin: ApiClient,
  name: string,
  roles: readonly Role[],
): Promise<Writer> {
  const member = { name, organisation: `Desk of ${name}`, roles };
  const { id } = accepted<{ id: string }>(await admin.post('/v1/members', member));
  const issued = await admin.post(`/v1/members/${id}/keys`, {});
  return { id, key: accepted<{ key: string }>(issued).key };
}

export async function enrolStaff(admin: ApiClient): Promise<Staff> {
  return {
    contributor: await enrol(admin, 'Contributor', ['contributor']),
    reviewers: [
      await enrol(admin, 'First reviewer', ['reviewer']),
      await enrol(admin, 'Second reviewer', ['reviewer']),
    ],
  };
}
