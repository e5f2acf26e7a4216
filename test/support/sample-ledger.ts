import type { Role } from '../../events/envelope.js';
import { recordSample } from '../../src/command-line/sample.js';
import { ApiClient } from './api-client.js';
import { SpawnedServer, type SpawnOptions } from './spawned-server.js';
import { untilShown } from './until-shown.js';

const EXAMPLES = new URL('../../examples/', import.meta.url);

const MEMBERS: readonly (readonly [name: string, role: Role])[] = [
  ['contributor', 'contributor'],
  ['reviewer-1', 'reviewer'],
  ['reviewer-2', 'reviewer'],
  ['auditor', 'auditor'],
];

/** A server of its own process over a folder in which the sample article is recorded. */
export class SampleLedger {
  private constructor(
    readonly dataDir: string,
    readonly server: SpawnedServer,
    private readonly keys: ReadonlyMap<string, string>,
    /** The ids of what the sample recorded, by the steps' names. */
    readonly ids: ReadonlyMap<string, string>,
  ) {}

  static async record(dataDir: string, options: SpawnOptions = {}): Promise<SampleLedger> {
    const server = await SpawnedServer.start(dataDir, options);
    const keys = new Map<string, string>();
    for (const [name, role] of MEMBERS) keys.set(name, await keyOf(server.admin, name, role));
    const ids = await recordSample(EXAMPLES, { url: server.url, keys });
    const ledger = new SampleLedger(dataDir, server, keys, ids);
    await ledger.caughtUp();
    return ledger;
  }

  get url(): string {
    return this.server.url;
  }

  id(step: string): string {
    return this.ids.get(step)!;
  }

  keyOf(member: string): string {
    return this.keys.get(member)!;
  }

  /** Resolves when the views show all that is recorded; a server that is stopped leaves some of it to the next. */
  async caughtUp(): Promise<void> {
    const { body } = await this.server.admin.get('/health/ready');
    const { head } = (body as { eventStore: { head: string } }).eventStore;
    await untilShown(this.as('auditor'), head);
  }

  /** Speaks as that member; at another server, where it has the same members. */
  as(member: string, url = this.url): ApiClient {
    return new ApiClient(url, this.keyOf(member));
  }
}

async function keyOf(admin: ApiClient, name: string, role: Role): Promise<string> {
  const member = { name, organization: `Desk of ${name}`, roles: [role] };
  const { body: enrolled } = await admin.post('/v1/members', member);
  const path = `/v1/members/${(enrolled as { id: string }).id}/keys`;
  const { body: issued } = await admin.post(path, {});
  return (issued as { key: string }).key;
}
