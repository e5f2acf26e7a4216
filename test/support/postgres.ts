import { dockerRuns } from './needing.js';
import { PostgresServer } from './postgres-server.js';

const CONTAINER_WITHIN_MS = 180_000;

/**
 * Describes what needs a PostgreSQL server: the one that TEST_POSTGRES_URL names, or else one in a
 * container; where there is neither, its tests are skipped, and counted so.
 */
export function describeOnPostgres(name: string, suite: (server: PostgresServer) => void): void {
  const server = new PostgresServer();
  if (!process.env['TEST_POSTGRES_URL'] && !dockerRuns()) {
    const why = 'TEST_POSTGRES_URL is not set, and Docker does not run here';
    describe.skip(`${name} (skipped: ${why})`, () => suite(server));
    return;
  }
  describe(name, () => {
    beforeAll(() => server.start(), CONTAINER_WITHIN_MS);
    afterAll(() => server.stop());
    suite(server);
  });
}
