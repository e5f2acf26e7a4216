import { join } from 'node:path';

import { VIEWS_FILE } from '../../src/ledger-views.js';
import { accepted, refusalIn } from '../support/answers.js';
import { damageTable } from '../support/damaged-table.js';
import { ServedLedger } from '../support/served-ledger.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { untilShown } from '../support/until-shown.js';
import { ViewFile } from '../support/view-file.js';

const folders = new TemporaryFolders();
afterAll(() => folders.remove());

const claim = { text: 'The bridge is open', kind: 'fact', claimant: { kind: 'own-voice' } };

it('a damaged page of the views is noticed at the start: reads say what to do, writes go on', async () => {
  const dataDir = await folders.make();
  const first = await ServedLedger.start({}, dataDir);
  const author = await first.member(['contributor']);
  const written = accepted<{ position: string }>(await author.post('/v1/claims', claim));
  await untilShown(first.admin, written.position);
  await first.server.close();
  const tables = new ViewFile(dataDir).rows<{ name: string }>(
    "select name from sqlite_schema where type = 'table' and name glob 'claim_status_g[0-9]'",
  );
  damageTable(join(dataDir, VIEWS_FILE), tables[0]!.name);

  const served = await ServedLedger.start({}, dataDir);
  try {
    const ready = await served.anonymous.get('/health/ready');
    expect(ready.status).toBe(503);
    expect((ready.body as { reasons: string[] }).reasons).toContainEqual(
      expect.stringMatching(
        /^The views: .*views\.db is damaged \(.+\); stop the server, and let "fact-ledger rebuild" build the views anew from the log\.$/,
      ),
    );
    const paths = ['/v1/claims', '/v1/claims?q=bridge', '/v1/sources', '/v1/stats/overview'];
    for (const path of paths) {
      const answer = await served.anonymous.get(path);
      expect(refusalIn(answer)).toBe('503 views-unavailable');
      expect((answer.body as { detail: string }).detail).toMatch(/\/health\/ready says why/);
    }
    const again = served.clientWith((await newKey(served, author.id)).key);
    accepted(await again.post('/v1/claims', { ...claim, text: 'The tunnel is open' }));
  } finally {
    await served.server.close();
  }
});

async function newKey(served: ServedLedger, member: string): Promise<{ readonly key: string }> {
  return accepted(await served.admin.post(`/v1/members/${member}/keys`, {}));
}
