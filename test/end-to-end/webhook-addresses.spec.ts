import { refusalIn } from '../support/answers.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
beforeAll(async () => (served = await ServedLedger.start()));
afterAll(() => served.stop());

it.each([
  ['http://desk.example/hook', '422 invalid webhook-url-insecure /url'],
  ['https://127.0.0.1/hook', '422 invalid webhook-address-refused /url'],
  ['https://[::1]/hook', '422 invalid webhook-address-refused /url'],
  ['https://169.254.169.254/latest', '422 invalid webhook-address-refused /url'],
  ['https://user:word@desk.example/', '422 invalid /url'],
  ['ftp://desk.example/', '422 invalid /url'],
])('%s is refused: %s', async (url, refusal) => {
  expect(refusalIn(await served.admin.post('/v1/webhooks', { url }))).toBe(refusal);
});
