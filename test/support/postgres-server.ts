import { randomBytes } from 'node:crypto';

import pg from 'pg';
import type { StartedTestContainer } from 'testcontainers';

/** The version that docker-compose.yml runs, too. */
export const POSTGRES_IMAGE = 'postgres:17.6-alpine';

const PASSWORD = 'only-for-tests';

/** A PostgreSQL server for one suite, which makes what it needs in it and leaves nothing behind. */
export class PostgresServer {
  private container: StartedTestContainer | undefined;
  private pool: pg.Pool | undefined;
  private url = '';
  private readonly schemas = new Set<string>();

  async start(): Promise<void> {
    this.url = process.env['TEST_POSTGRES_URL'] ?? (await this.startContainer());
    this.pool = new pg.Pool({ connectionString: this.url, max: 2 });
    this.pool.on('error', () => {});
  }

  /** Returns the URL of a database, with a schema in it that is not there yet. */
  newUrl(): string {
    const schema = `test_${randomBytes(8).toString('hex')}`;
    this.schemas.add(schema);
    return this.urlOf(schema);
  }

  urlOf(schema: string): string {
    const url = new URL(this.url);
    url.searchParams.set('schema', schema);
    return url.href;
  }

  /** Asks by a connection of its own, which looks into no schema of views by itself. */
  async query<Row extends pg.QueryResultRow>(
    text: string,
    ...values: readonly unknown[]
  ): Promise<Row[]> {
    return (await this.pool!.query<Row>(text, [...values])).rows;
  }

  async stop(): Promise<void> {
    for (const schema of this.schemas) {
      // And the one of the deliveries beside it.
      await this.query(`drop schema if exists ${schema}, ${schema}_webhooks cascade`);
    }
    await this.pool?.end();
    await this.container?.stop();
  }

  private async startContainer(): Promise<string> {
    // Heavy, and needed only where nobody named a server.
    const { GenericContainer, Wait } = await import('testcontainers');
    this.container = await new GenericContainer(POSTGRES_IMAGE)
      .withEnvironment({ POSTGRES_PASSWORD: PASSWORD })
      .withExposedPorts(5432)
      // The image starts the server twice, the first time only to set it up.
      .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
      .start();
    const { container } = this;
    const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
    return `postgres://postgres:${PASSWORD}@${address}/postgres`;
  }
}

export function schemaOf(url: string): string {
  return new URL(url).searchParams.get('schema')!;
}
