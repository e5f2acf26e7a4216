import { jest } from '@jest/globals';

import { progress } from './progress.js';

const { isTTY, columns } = process.stderr;
let written: string;

beforeEach(() => {
  jest.useFakeTimers();
  written = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
  Object.assign(process.stderr, { isTTY, columns });
});

describe('where standard error is no terminal', () => {
  beforeEach(() => void Object.assign(process.stderr, { isTTY: false }));

  it('comes as a plain line every five seconds at most, and one at the end', () => {
    const shown = progress();
    for (let events = 1; events <= 120; events += 1) {
      jest.advanceTimersByTime(100);
      shown.show(`${events} events`);
    }
    shown.done('120 events in all');
    expect(written).toBe('50 events\n100 events\n120 events in all\n');
  });

  it('tells a trouble at once, and the same one once', () => {
    const shown = progress();
    for (let tries = 0; tries < 5; tries += 1) shown.trouble('waiting: the disk is full');
    shown.trouble('waiting: the database is busy');
    shown.failed();
    expect(written).toBe('waiting: the disk is full\nwaiting: the database is busy\n');
  });
});

it('comes in plain lines on a terminal without a width, too', () => {
  Object.assign(process.stderr, { isTTY: true, columns: 0 });
  const shown = progress();
  shown.show('1 event');
  shown.done('2 events in all');
  expect(written).toBe('2 events in all\n');
});
