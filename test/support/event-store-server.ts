import { existsSync } from 'node:fs';
import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';

/** The version that docker-compose.yml runs, too. */
export const EVENT_STORE_IMAGE = 'docker.kurrent.io/kurrent-lts/kurrentdb:25.0.1';

const PORT = 2113;

/**
 * Describes tests against a real server: a container where a Docker daemon is there, else the server
 * that `TEST_EVENTSTORE_URL` names; without either they are skipped, counted, with the reason in the
 * name. The server's log is shared by all tests, and holds what others wrote.
 */
export function describeWithEventStore(name: string, tests: (url: () => string) => void): void {
  const named = process.env['TEST_EVENTSTORE_URL'];
  if (!named && !hasDocker()) {
    describe.skip(`${name} (skipped: no Docker, and TEST_EVENTSTORE_URL names no server)`, () => {
      tests(() => '');
    });
    return;
  }
  describe(name, () => {
    let container: StartedTestContainer | undefined;
    beforeAll(async () => {
      if (!named) container = await startedContainer();
    }, 180_000);
    afterAll(() => container?.stop());
    tests(
      () => named ?? `esdb://${container!.getHost()}:${container!.getMappedPort(PORT)}?tls=false`,
    );
  });
}

export function hasDocker(): boolean {
  return process.env['DOCKER_HOST'] !== undefined || existsSync('/var/run/docker.sock');
}

function startedContainer(): Promise<StartedTestContainer> {
  return new GenericContainer(EVENT_STORE_IMAGE)
    .withEnvironment({
      KURRENTDB_INSECURE: 'true',
      KURRENTDB_MEM_DB: 'true',
      KURRENTDB_RUN_PROJECTIONS: 'None',
      KURRENTDB_TELEMETRY_OPTOUT: 'true',
    })
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start();
}
