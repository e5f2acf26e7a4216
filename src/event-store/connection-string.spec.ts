import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConnectionStringError, parseConnectionString } from './connection-string.js';

const DEFAULTS = 'keepAliveInterval=2000&keepAliveTimeout=2000&gossipTimeout=2';

function refusalOf(text: string): string {
  try {
    parseConnectionString(text).forClient();
  } catch (error) {
    expect(error).toBeInstanceOf(ConnectionStringError);
    return (error as Error).message;
  }
  throw new Error('it was not refused');
}

it.each(['esdb', 'kurrentdb', 'kurrent', 'kdb'])(
  'reads %s:// for a client of esdb://',
  (scheme) => {
    const string = parseConnectionString(`${scheme}://a:2113,b:2113/?tls=true`);
    expect(string.forClient()).toBe(`esdb://a:2113,b:2113?tls=true&${DEFAULTS}`);
    expect(string).toMatchObject({ user: undefined, insecure: false });
    const discovering = parseConnectionString(`${scheme}+discover://cluster.example`);
    expect(discovering.forClient()).toBe(`esdb+discover://cluster.example?${DEFAULTS}`);
  },
);

it('knows the user, and hands both user and password on as they are written', () => {
  const string = parseConnectionString('kurrentdb://desk%40home:p%3A/?x%40y@a:2113,b?tls=true');
  expect(string.user).toBe('desk@home');
  expect(string.forClient()).toBe(`esdb://desk%40home:p%3A/?x%40y@a:2113,b?tls=true&${DEFAULTS}`);
});

it('asks one node directly, with the same user and options', () => {
  const string = parseConnectionString('kurrentdb+discover://u:p@cluster.example?tls=false');
  expect(string.forClient('10.0.0.7:2113')).toBe(`esdb://u:p@10.0.0.7:2113?tls=false&${DEFAULTS}`);
  expect(string.insecure).toBe(true);
});

it.each([
  ['KeepAliveInterval=10000', 'keepAliveInterval=10000&keepAliveTimeout=2000&gossipTimeout=2'],
  ['keep-alive-timeout=-1', 'keepAliveTimeout=-1&keepAliveInterval=2000&gossipTimeout=2'],
  ['gossipTimeout=7', 'gossipTimeout=7&keepAliveInterval=2000&keepAliveTimeout=2000'],
])('leaves %s as it is', (given, expected) => {
  expect(parseConnectionString(`esdb://a?${given}`).forClient()).toBe(`esdb://a?${expected}`);
});

it.each([
  'http://u:secret@a',
  'esdb:',
  'esdb://',
  'kurrentdb+dns://u:secret@a',
  'kurrentdb://u:sec@ret@a',
  'kurrentdb://u:secret@a b',
])('refuses %s without its password', (text) => {
  expect(refusalOf(text)).toMatch(/^a connection string like kurrentdb:\/\/.* with %40 for an @/);
  expect(refusalOf(text)).not.toMatch(/sec|ret/);
});

it.each([
  ['tlsCaFil=x', 'knows no option "tlsCaFil"'],
  ['throwOnAppendFailure=false', 'throwOnAppendFailure can only be true'],
  [
    'tlsVerifyCert=false',
    'tlsVerifyCert can only be true: a private authority is named by tlsCAFile=<its certificate>',
  ],
])('refuses the option %s', (option, why) => {
  expect(refusalOf(`esdb://u:secret@a?tls=true&${option}`)).toBe(why);
});

it('takes what documents set to what is so anyway', () => {
  const text = 'esdb://a?tls=true&tlsVerifyCert=true&throwOnAppendFailure=true';
  expect(parseConnectionString(text).forClient()).toBe(`esdb://a?tls=true&${DEFAULTS}`);
});

it('refuses a user that is not encoded as one', () => {
  expect(refusalOf('esdb://100%:secret@a')).toBe(
    'the user has a % that no two hexadecimal digits follow',
  );
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'connection string '));
  const there = join(folder, 'ca.crt');
  const missing = join(folder, 'of-nobody.crt');
  beforeAll(() => writeFileSync(there, ''));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['tlsCAFile', 'userCertFile', 'userKeyFile'])(
    'names the %s that is not there',
    (option) => {
      const string = (file: string) =>
        `kurrentdb://u:secret@a?${option}=${encodeURIComponent(file)}`;
      expect(refusalOf(string(missing))).toBe(`${option}: ${missing} is not there`);
      expect(parseConnectionString(string(there)).forClient()).toContain(encodeURIComponent(there));
    },
  );

  it('names one that is no file within the folder that the program was started in', () => {
    expect(refusalOf('esdb://a?tlsCAFile=no/such.crt')).toBe(
      `tlsCAFile: ${join(process.cwd(), 'no/such.crt')} is not there`,
    );
  });

  it('needs no authority for an insecure server', () => {
    const text = `esdb://a?tls=false&tlsCAFile=${encodeURIComponent(missing)}`;
    expect(parseConnectionString(text).forClient()).toContain('tls=false');
  });
});
