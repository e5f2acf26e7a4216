import * as fc from 'fast-check';

import { LONGEST_URL } from '../../events/fields.js';
import { faultOfUrl, normalisedUrl } from './web-url.js';

const START = 'https://desk.example/';
const NO_WEB_URL = 'must be an http or https URL';
const TOO_LONG =
  'must have at most 2000 characters, those that are percent-encoded or Punycode counted so';
const SECRET = 'holds a user name or a password, which the ledger would show to everybody';

it.each([
  [7, 'must be text'],
  ['', 'must be text that is not blank'],
  ['\u200B', 'must be text that is not blank'],
  [START.padEnd(LONGEST_URL, 'a'), undefined],
  [START.padEnd(LONGEST_URL + 1, 'a'), TOO_LONG],
  [`${START}${'港'.repeat(219)}`, undefined],
  [`${START}${'港'.repeat(220)}`, TOO_LONG],
  ['x'.repeat(LONGEST_URL + 1), 'must have at most 2000 characters'],
  [`${START}\0`, 'holds a NUL character'],
  [`${START}\ud83d`, 'holds a lone surrogate, which is no character'],
  ['desk.example', NO_WEB_URL],
  ['/talks', NO_WEB_URL],
  ['ftp://desk.example/', NO_WEB_URL],
  ['mailto:desk@desk.example', NO_WEB_URL],
  ['http://', NO_WEB_URL],
  ['https://desk.example:99999/', NO_WEB_URL],
  ['https://[::1/', NO_WEB_URL],
  ['https://de sk.example/', NO_WEB_URL],
  ['https://user:secret@desk.example/', SECRET],
  ['https://user@desk.example/', SECRET],
  ['https://:secret@desk.example/', SECRET],
  ['https:user:secret@desk.example', SECRET],
  ['https:\\\\user@desk.example/', SECRET],
  ['\thttps://us\ner:sec\rret@desk.example/ ', SECRET],
  ['https://%75ser@desk.example/', SECRET],
  ['https://desk.example/@desk', undefined],
  ['https://desk.example/?to=me@desk.example', undefined],
  ['https://@desk.example/', undefined],
  ['HTTP://desk.example', undefined],
])('of %j as a URL: %j', (value, fault) => {
  expect(faultOfUrl(typeof value === 'string' ? normalisedUrl(value) : value)).toBe(fault);
});

it.each([
  [' https://desk.example/x\n', 'https://desk.example/x'],
  ['\uFEFF\u00A0https://desk.example/x\u200B\u3000', 'https://desk.example/x'],
  ['https://desk.example/a\r\n  b', 'https://desk.example/a%20%20b'],
  ['https://desk.exa\tmple/x', 'https://desk.example/x'],
  ['HTTPS://Desk.EXAMPLE', 'https://desk.example/'],
  ['https://desk.example:443/x', 'https://desk.example/x'],
  ['http://desk.example:8080', 'http://desk.example:8080/'],
  ['https://desk.example/a/./b/../c', 'https://desk.example/a/c'],
  ['https:\\\\desk.example\\x', 'https://desk.example/x'],
  ['https://häfen.example/schiffe', 'https://xn--hfen-loa.example/schiffe'],
  ['https://港口.example/谈判', 'https://xn--6orv52d.example/%E8%B0%88%E5%88%A4'],
  [
    'https://desk.example/می‌خواهم',
    'https://desk.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85',
  ],
  ['https://desk.example/?q="a b"&p=a+b', 'https://desk.example/?q=%22a%20b%22&p=a+b'],
  ['https://desk.example/#:~:text=the pier', 'https://desk.example/#:~:text=the%20pier'],
  ['https://0x7f.1/', 'https://127.0.0.1/'],
  ['https://[2001:DB8::0:1]/', 'https://[2001:db8::1]/'],
  ['desk.example', 'desk.example'],
])('keeps %j as %j', (typed, kept) => {
  expect(normalisedUrl(typed)).toBe(kept);
});

it('changes nothing more the second time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })), (typed) => {
      const once = normalisedUrl(typed);
      expect(normalisedUrl(once)).toBe(once);
    }),
  );
});
