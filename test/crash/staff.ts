import type { ApiClient } from '../support/api-client.js';
import { enrol } from '../support/enrol.js';
import type { Writer } from './write-requests.js';

/** Who works at a busy desk. */
export interface Staff {
  readonly contributor: Writer;
  readonly reviewers: readonly [Writer, Writer];
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
