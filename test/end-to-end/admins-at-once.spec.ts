import { refusalIn } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { ServedLedger } from '../support/served-ledger.js';

const ROUNDS = 25;
const OVERTAKEN = '403 separation-of-duties admin-no-more';
const REASON = { reason: 'Left the desk.' };

type Admin = ApiClient & { id: string };

let served: ServedLedger | undefined;
let server: ProtocolServer | undefined;
afterEach(async () => {
  await served?.stop();
  await server?.stop();
  served = server = undefined;
});

const suspend = (by: ApiClient, { id }: Admin) => by.post(`/v1/members/${id}/suspension`, REASON);
const demote = (by: ApiClient, { id }: Admin) =>
  by.post(`/v1/members/${id}/roles`, { roles: ['editor'] });
const isAdmin = async (admin: Admin) => (await admin.get('/v1/members')).status === 200;

async function restore(admin: Admin): Promise<void> {
  await served!.admin.post(`/v1/members/${admin.id}/reinstatement`, REASON);
  await served!.admin.post(`/v1/members/${admin.id}/roles`, { roles: ['admin'] });
  await eventually(() => isAdmin(admin));
}

describe.each(['SQLite', 'EventStoreDB'])('over %s', (engine) => {
  it('admins who take the rights of one another at once leave one', async () => {
    if (engine === 'EventStoreDB') server = await startProtocolServer();
    const settings = server ? { eventStoreUrl: server.url } : {};
    served = await ServedLedger.start({ settings });
    const admins = [];
    for (const name of ['one', 'two', 'three']) admins.push(await served.member(['admin'], name));
    const [one, two, three] = admins as [Admin, Admin, Admin];
    const refused: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const circle = round % 3 === 2 ? [one, two, three] : [one, two];
      const take = round % 2 === 0 ? suspend : demote;
      const answers = await Promise.all(
        circle.map((admin, n) => take(admin, circle[(n + 1) % circle.length]!)),
      );
      refused.push(...answers.filter(({ status }) => status >= 400).map(refusalIn));
      // Nothing is still to come: who was refused for it has their victim back.
      const left = await Promise.all(circle.map(isAdmin));
      expect(left).toContain(true);
      for (const admin of circle) if (!(await isAdmin(admin))) await restore(admin);
    }
    // The guard refuses those who come after all, and most do not.
    expect(refused.filter((refusal) => ![OVERTAKEN, '403 forbidden'].includes(refusal))).toEqual(
      [],
    );
    expect(refused).toContain(OVERTAKEN);
  });
});
