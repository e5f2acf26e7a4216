import fc from 'fast-check';

import { INTERVALS, Periods } from './periods.js';

const hoursOf = ({ begins, ends }: { begins: string; ends: string }) =>
  (Date.parse(ends) - Date.parse(begins)) / 3_600_000;

describe('a day', () => {
  it('has 23 or 25 hours where the clock is changed', () => {
    const days = new Periods('day', 'Europe/Berlin');
    expect(days.of('2025-03-30')).toEqual({
      name: '2025-03-30',
      firstDay: '2025-03-30',
      begins: '2025-03-29T23:00:00.000Z',
      ends: '2025-03-30T22:00:00.000Z',
    });
    expect(hoursOf(days.of('2025-03-30'))).toBe(23);
    expect(hoursOf(days.of('2025-10-26'))).toBe(25);
    expect(hoursOf(days.of('2025-10-27'))).toBe(24);
    expect(days.at('2025-10-26T00:30:00.000Z')).toEqual(days.at('2025-10-26T01:30:00.000Z'));
  });

  it('begins when the clock begins it, also where there is no midnight', () => {
    const days = new Periods('day', 'Africa/Cairo');
    expect(days.of('2024-04-26')).toMatchObject({ begins: '2024-04-25T22:00:00.000Z' });
    expect(hoursOf(days.of('2024-04-26'))).toBe(23);
    const nepal = new Periods('day', 'Asia/Kathmandu');
    expect(nepal.of('2025-10-14').begins).toBe('2025-10-13T18:15:00.000Z');
  });

  it('that a zone left out has no length', () => {
    expect(hoursOf(new Periods('day', 'Pacific/Apia').of('2011-12-30'))).toBe(0);
  });
});

describe('a week', () => {
  const weeks = new Periods('week', 'UTC');

  it('begins on Monday, and is of the year that most of it is in', () => {
    expect(weeks.of('2025-10-19')).toMatchObject({ name: '2025-W42', firstDay: '2025-10-13' });
    expect(weeks.of('2024-12-30')).toMatchObject({ name: '2025-W01', firstDay: '2024-12-30' });
    expect(weeks.of('2021-01-03')).toMatchObject({ name: '2020-W53', firstDay: '2020-12-28' });
  });

  it('has 167 hours where the clock is put forward in it', () => {
    expect(hoursOf(new Periods('week', 'Europe/Berlin').of('2025-03-30'))).toBe(167);
  });
});

it('a month has its own days', () => {
  const months = new Periods('month', 'America/New_York');
  expect(months.at('2025-03-01T04:59:59.999Z')).toMatchObject({ name: '2025-02' });
  expect(months.at('2025-03-01T05:00:00.000Z')).toEqual({
    name: '2025-03',
    firstDay: '2025-03-01',
    begins: '2025-03-01T05:00:00.000Z',
    ends: '2025-04-01T04:00:00.000Z',
  });
});

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
);
const instants = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

it('every instant is in one period, which begins at a quarter of an hour, and the next follows it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...INTERVALS), zones, instants, (interval, zone, instant) => {
      const periods = new Periods(interval, zone);
      const period = periods.at(instant);
      expect(period.begins <= instant && instant < period.ends).toBe(true);
      expect(period.begins).toMatch(/:(00|15|30|45):00\.000Z$/);
      const next = periods.at(period.ends);
      expect(next.begins).toBe(period.ends);
      expect(next.name > period.name).toBe(true);
      expect(periods.of(period.firstDay)).toEqual(period);
    }),
  );
});
