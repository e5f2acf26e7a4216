import * as fc from 'fast-check';

import { endOf, isPartialDate, spanOf } from './partial-date.js';

describe('endOf', () => {
  it.each([
    ['2026', '2027-01-01T00:00:00.000Z'],
    ['2026-06', '2026-07-01T00:00:00.000Z'],
    ['2026-12', '2027-01-01T00:00:00.000Z'],
    ['2024-02-29', '2024-03-01T00:00:00.000Z'],
    ['2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['0099-12-31', '0100-01-01T00:00:00.000Z'],
    ['2026-06-30T12:00Z', '2026-06-30T12:00:00.000Z'],
    ['2026-06-30T12:00:01.5Z', '2026-06-30T12:00:01.500Z'],
    ['2026-06-30T12:00:01.123999999Z', '2026-06-30T12:00:01.123Z'],
    ['2026-06-30T00:30:00+02:00', '2026-06-29T22:30:00.000Z'],
    ['2026-06-30T23:30:00-01:30', '2026-07-01T01:00:00.000Z'],
  ])('%s is over at %s', (date, end) => {
    expect(endOf(date)).toBe(end);
  });

  it('stays comparable as text at the end of the calendar', () => {
    expect(endOf('9999')).toBe('9999-12-31T23:59:59.999Z');
    expect(endOf('9999-12-31T23:59:59-05:00')).toBe('9999-12-31T23:59:59.999Z');
  });

  it.each([
    '2026-00',
    '2026-13',
    '2026-02-29',
    '2026-04-31',
    '2026-01-00',
    '2026-01-01T24:00Z',
    '2026-01-01T23:60Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00+24:00',
    '2026-01-01T00:00',
    '26',
    '',
  ])('%s is refused', (date) => {
    expect(isPartialDate(date)).toBe(false);
    expect(() => endOf(date)).toThrow(RangeError);
  });

  it('agrees with the platform on every instant', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => endOf(date.toISOString()) === date.toISOString(),
      ),
    );
  });

  it('gives a day that ends after every instant in it', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-30T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => endOf(date.toISOString().slice(0, 10)) > date.toISOString(),
      ),
    );
  });
});

describe('the span of a date', () => {
  it.each([
    ['2025-10-14T08:00:00Z', '2025-10-14T08:00:00.000Z', '2025-10-14T08:00:00.000Z'],
    ['2025-10-14T08:00+02:00', '2025-10-14T06:00:00.000Z', '2025-10-14T06:00:00.000Z'],
    ['2025-10-14', '2025-10-13T10:00:00.000Z', '2025-10-15T12:00:00.000Z'],
    ['2025-10', '2025-09-30T10:00:00.000Z', '2025-11-01T12:00:00.000Z'],
    ['2025', '2024-12-31T10:00:00.000Z', '2026-01-01T12:00:00.000Z'],
  ])('%s is from %s to %s, wherever it was that', (date, from, to) => {
    expect(spanOf(date)).toEqual({ from: Date.parse(from), to: Date.parse(to) });
  });

  it('holds for the first and the last year', () => {
    expect(spanOf('0000').from).toBeLessThan(spanOf('0000').to);
    expect(spanOf('9999').to).toBeGreaterThan(Date.parse('9999-12-31T23:59:59.999Z'));
  });

  it('is none of what is on no calendar', () => {
    expect(() => spanOf('2025-02-30')).toThrow(RangeError);
  });
});
