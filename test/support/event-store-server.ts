import type { StartedTestContainer } from 'testcontainers';

import { dockerRuns } from './needing.js';

/** The newest release with long-term support; docker-compose.yml runs it, too. */
export const EVENT_STORE_IMAGE = 'docker.kurrent.io/kurrent-lts/kurrentdb:26.0.3';

/** The id of the user that the image runs as, by its Dockerfile. */
export const EVENT_STORE_UID = 1001;

const PORT = 2113;
const CONTAINER_WITHIN_MS = 180_000;

/**
 * Describes what needs a real event store: the one that TEST_EVENTSTORE_URL names, whose log is shared
 * by all tests, or else one in a container; where there is neither, its tests are skipped, and counted so.
 *
 * @param suite is given the connection string, to be asked for in a test
 */
export function describeOnEventStore(name: string, suite: (url: () => string) => void): void {
  const named = process.env['TEST_EVENTSTORE_URL'];
  if (!named && !dockerRuns()) {
    const why = 'TEST_EVENTSTORE_URL is not set, and Docker does not run here';
    describe.skip(`${name} (skipped: ${why})`, () => suite(() => ''));
    return;
  }
  describe(name, () => {
    let container: StartedTestContainer | undefined;
    beforeAll(async () => {
      if (!named) container = await startContainer();
    }, CONTAINER_WITHIN_MS);
    afterAll(() => container?.stop());
    suite(() => named || `esdb://${placeOf(container!)}?tls=false`);
  });
}

function placeOf(container: StartedTestContainer): string {
  return `${container.getHost()}:${container.getMappedPort(PORT)}`;
}

async function startContainer(): Promise<StartedTestContainer> {
  // Heavy, and needed only where nobody named a server.
  const { GenericContainer, Wait } = await import('testcontainers');
  return (
    new GenericContainer(EVENT_STORE_IMAGE)
      .withEnvironment({
        KURRENTDB_INSECURE: 'true',
        KURRENTDB_RUN_PROJECTIONS: 'None',
        KURRENTDB_TELEMETRY_OPTOUT: 'true',
      })
      // In memory, as the server's own setting for that is deprecated.
      .withTmpFs({ '/var/lib/kurrentdb': 'rw' })
      .withExposedPorts(PORT)
      .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
      .start()
  );
}
