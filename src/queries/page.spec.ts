import * as fc from 'fast-check';

import { everyPage } from './every-page.js';
import { cursorOf, InvalidCursorError, MAX_LIMIT, placeOf, rowsToRead, toPage } from './page.js';

const place = (n: number) => ({ position: String(n), key: `k${n}` });

describe('a cursor', () => {
  it('leads back to its place, whatever the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (position, key) => {
        expect(placeOf(cursorOf({ position, key }))).toEqual({ position, key });
      }),
    );
  });

  it('is refused unless it was given out', () => {
    const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const refused = [
      '',
      'x',
      '%00',
      json(null),
      json({ position: '1', key: 'a' }),
      json(['1']),
      json(['1', 2]),
      json(['1', 'a', 'b']),
      `${cursorOf(place(1))}=`,
      ` ${cursorOf(place(1))}`,
    ];
    for (const cursor of refused) expect(() => placeOf(cursor)).toThrow(InvalidCursorError);
  });

  it('is refused in no other way, however malformed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (cursor) => {
        try {
          placeOf(cursor);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCursorError);
        }
      }),
    );
  });
});

describe('a page', () => {
  it('has a next one where there was a row more than it holds', () => {
    const request = { limit: 2 };
    expect(rowsToRead(request)).toBe(3);
    expect(toPage(request, [9, 8, 7], place, String)).toEqual({
      items: ['9', '8'],
      next: cursorOf(place(8)),
    });
    expect(toPage(request, [9, 8], place, String)).toEqual({ items: ['9', '8'], next: null });
    expect(toPage(request, [], place, String)).toEqual({ items: [], next: null });
  });

  it('holds 50 items where nobody said how many, and never more than 500', () => {
    expect(rowsToRead({})).toBe(51);
    expect(rowsToRead({ limit: MAX_LIMIT })).toBe(501);
    for (const limit of [0, -1, 1.5, MAX_LIMIT + 1, Number.NaN]) {
      expect(() => rowsToRead({ limit })).toThrow(RangeError);
    }
  });
});

describe('every page', () => {
  it('gives all the items, one page after the other', async () => {
    const asked: (string | undefined)[] = [];
    const pages = { start: ['a', 'b'], 2: ['c'], 3: [] as string[] };
    const list = async ({ limit, after }: { limit?: number; after?: string }) => {
      expect(limit).toBe(MAX_LIMIT);
      asked.push(after);
      if (after === undefined) return { items: pages.start, next: '2' };
      return after === '2' ? { items: pages[2], next: '3' } : { items: pages[3], next: null };
    };
    const items: string[] = [];
    for await (const item of everyPage(list)) items.push(item);
    expect(items).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([undefined, '2', '3']);
  });

  it('reads no page before it is wanted', async () => {
    let read = 0;
    const items = everyPage(async () => {
      read += 1;
      return { items: [read], next: 'more' };
    });
    await items.next();
    await items.next();
    expect(read).toBe(2);
    await items.return();
  });
});
