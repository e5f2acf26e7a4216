import { isTimeZone, timeZoneAsWritten } from './time-zone.js';

it.each(['UTC', 'Europe/Berlin', 'europe/berlin', 'Asia/Kathmandu', 'Etc/GMT+5'])(
  'knows %s',
  (name) => expect(isTimeZone(name)).toBe(true),
);

it.each([
  '',
  'Europe',
  'Europe/Bielefeld',
  '+02:00',
  '02:00',
  ' UTC',
  'a'.repeat(65),
  '../etc',
  7,
  null,
])('knows no %j', (name) => expect(isTimeZone(name)).toBe(false));

it('takes a blank for the plus that nobody percent-encoded', () => {
  expect(timeZoneAsWritten('Etc/GMT 5')).toBe('Etc/GMT+5');
});
