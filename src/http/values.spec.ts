import { LONGEST_URL } from '../../events/fields.js';
import { faultOfUrl } from './values.js';

const START = 'https://desk.example/';

it.each([
  [7, 'is to be a text'],
  ['', 'is to be a text that is not blank'],
  [START.padEnd(LONGEST_URL, 'a'), undefined],
  [START.padEnd(LONGEST_URL + 1, 'a'), 'is to have at most 2000 characters'],
  [`${START}\0`, 'holds a NUL character'],
  ['desk.example', 'is to be an http or https URL'],
  ['ftp://desk.example/', 'is to be an http or https URL'],
  ['http://', 'is to be an http or https URL'],
  ['HTTP://desk.example', undefined],
])('of %j as a URL: %j', (value, fault) => {
  expect(faultOfUrl(value)).toBe(fault);
});
