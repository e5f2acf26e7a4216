import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';

import { ServedLedger } from '../support/served-ledger.js';

let document: string;
beforeAll(async () => {
  const served = await ServedLedger.start();
  const { body } = await served.anonymous.get('/openapi.json');
  await served.stop();
  document = JSON.stringify(body);
}, 240_000);

/** Without the first server, which both want a document to have. */
const withoutServers = () => JSON.stringify({ ...(JSON.parse(document) as object), servers: [] });

/** All recommended rules of `spectral:oas`, none of them switched off. */
async function foundBySpectral(text: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [[oas as never, 'recommended']] });
  const found = await linter.run(JSON.parse(text) as Record<string, unknown>);
  return found.map(({ code, path, message }) => `${code} ${path.join('/')}: ${message}`);
}

/** All of Redocly's recommended rules, none of them switched off; warnings, too. */
async function foundByRedocly(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source: text, absoluteRef: '/openapi.json', config });
  return found.map(
    ({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer}: ${message}`,
  );
}

it('has nothing that Spectral finds', async () => {
  expect(await foundBySpectral(document)).toEqual([]);
  expect((await foundBySpectral(withoutServers())).join()).toContain('oas3-api-servers');
}, 240_000);

it('has nothing that Redocly finds', async () => {
  expect(await foundByRedocly(document)).toEqual([]);
  expect((await foundByRedocly(withoutServers())).join()).toContain('no-empty-servers');
}, 240_000);
