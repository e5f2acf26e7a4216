import { SETTING_NAMES, unknownSettings } from './setting-names.js';
import { readAdminUrl, readMemberKey, readSettings } from './settings.js';

it('lists each variable that is read', () => {
  const read = new Set<string>();
  const env = new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => void read.add(String(name)),
    },
  );
  readSettings(env);
  readAdminUrl(env);
  readMemberKey(env);
  expect([...read].sort()).toEqual([...SETTING_NAMES].sort());
});

it('takes each of them', () => {
  expect(unknownSettings(Object.fromEntries(SETTING_NAMES.map((name) => [name, 'x'])))).toEqual([]);
});

it.each([
  ['FACT_LEDGER_PUBLIC_READ', 'FACT_LEDGER_PUBLIC_READS'],
  ['FACT_LEDGER_DATADIR', 'FACT_LEDGER_DATA_DIR'],
  ['FACT_LEDGER_DATA_DRI', 'FACT_LEDGER_DATA_DIR'],
  ['FACT_LEDGER_log_level', 'FACT_LEDGER_LOG_LEVEL'],
  ['FACT_LEDGER_LEVEL', 'FACT_LEDGER_LOG_LEVEL'],
  ['FACT_LEDGER_MAX_MEMBERS_BODY_BYTES', 'FACT_LEDGER_MAX_MEMBER_BODY_BYTES'],
  ['FACT_LEDGER_PORT', 'PORT'],
  ['FACT_LEDGER_EVENTSTORE_URL', 'EVENT_STORE_URL'],
  ['FACT_LEDGER_READ_MODEL_URL', 'READ_MODEL_URL'],
])('tells for %s that %s was meant', (name, meant) => {
  expect(unknownSettings({ [name]: '1' })).toEqual([
    `${name} is no setting; did you mean ${meant}?`,
  ]);
});

it.each(['FACT_LEDGER_', 'FACT_LEDGER_XYZ', 'FACT_LEDGER_CORS'])(
  'guesses nothing for %s, which is like none',
  (name) => {
    expect(unknownSettings({ [name]: '1' })).toEqual([
      `${name} is no setting; the README lists those that there are`,
    ]);
  },
);

it.each(['', ' ', undefined])('takes %j for what is not set', (value) => {
  expect(unknownSettings({ FACT_LEDGER_PUBLIC_READ: value })).toEqual([]);
});

it('takes what Kubernetes sets for services called fact-ledger and fact-ledger-api', () => {
  const env = Object.fromEntries(
    ['FACT_LEDGER', 'FACT_LEDGER_API'].flatMap((service) => [
      [`${service}_SERVICE_HOST`, '10.0.0.11'],
      [`${service}_SERVICE_PORT`, '3000'],
      [`${service}_SERVICE_PORT_HTTP`, '3000'],
      [`${service}_PORT`, 'tcp://10.0.0.11:3000'],
      [`${service}_PORT_3000_TCP`, 'tcp://10.0.0.11:3000'],
      [`${service}_PORT_3000_TCP_PROTO`, 'tcp'],
      [`${service}_PORT_3000_TCP_PORT`, '3000'],
      [`${service}_PORT_3000_TCP_ADDR`, '10.0.0.11'],
    ]),
  );
  expect(unknownSettings(env)).toEqual([]);
});
