import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryRoot } from '../../test/support/temporary-root.js';
import { uuid } from '../../test/support/recorded-history.js';
import { newSalt, WEBHOOK_KEY_FILE, WebhookSecrets } from './webhook-secrets.js';

const [WEBHOOK, OTHER] = [uuid(80), uuid(81)];

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(temporaryRoot(), 'webhook-secrets-'));
  file = join(folder, WEBHOOK_KEY_FILE);
});
afterEach(() => rm(folder, { recursive: true }));

it('are the same in every process of the folder, and others for each webhook and salt', async () => {
  const here = new WebhookSecrets(file);
  const salt = newSalt();
  const { secret, recorded } = await here.make(WEBHOOK, salt);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(JSON.stringify(recorded)).not.toContain(secret.slice('whsec_'.length));
  expect(await new WebhookSecrets(file).find(WEBHOOK, recorded)).toBe(secret);
  const others = [await here.make(OTHER, salt), await here.make(WEBHOOK, newSalt())];
  expect(new Set([secret, ...others.map((other) => other.secret)]).size).toBe(3);
});

it('come from one key, also where several processes make it at once', async () => {
  const salt = newSalt();
  const made = await Promise.all(
    Array.from({ length: 8 }, () => new WebhookSecrets(file).make(WEBHOOK, salt)),
  );
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
  expect(await readdir(folder)).toEqual([WEBHOOK_KEY_FILE]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('are not found without the key, nor with another one', async () => {
  const { recorded } = await new WebhookSecrets(file).make(WEBHOOK, newSalt());
  await rm(file);
  expect(await new WebhookSecrets(file).find(WEBHOOK, recorded)).toBeUndefined();
  const others = new WebhookSecrets(file);
  await others.make(WEBHOOK, newSalt());
  expect(await others.find(WEBHOOK, recorded)).toBeUndefined();
});

it('are not made from a file that was cut short', async () => {
  await writeFile(file, 'abc\n');
  await expect(new WebhookSecrets(file).make(WEBHOOK, newSalt())).rejects.toThrow(/holds no key/);
});
