import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';

import { FileClaims, type KeptBytes } from './file-claims.js';

const NAME = 'a'.repeat(64);

/** A folder with at most the one file, on a disk that takes its time. */
class Folder {
  constructor(public isThere = false) {}
  readonly claims = new FileClaims(async () => {
    await nextTurn();
    this.isThere = false;
    await nextTurn();
  });

  keep(): Promise<KeptBytes> {
    return this.claims.claim(NAME, async () => {
      const isNew = !this.isThere;
      await nextTurn();
      this.isThere = true;
      return isNew;
    });
  }
}

describe('bytes that are kept for an event', () => {
  it('stay when it is recorded', async () => {
    const folder = new Folder();
    (await folder.keep()).confirm();
    expect(folder.isThere).toBe(true);
  });

  it('go when it is refused, and may come again', async () => {
    const folder = new Folder();
    await (await folder.keep()).discard();
    expect(folder.isThere).toBe(false);
    (await folder.keep()).confirm();
    expect(folder.isThere).toBe(true);
  });

  it('stay where they were there before', async () => {
    const folder = new Folder(true);
    await (await folder.keep()).discard();
    expect(folder.isThere).toBe(true);
  });

  it('stay as long as another needs them, and when one was recorded', async () => {
    const folder = new Folder();
    const [first, second, third] = [await folder.keep(), await folder.keep(), await folder.keep()];
    await first.discard();
    expect(folder.isThere).toBe(true);
    second.confirm();
    await third.discard();
    expect(folder.isThere).toBe(true);
  });

  it('are settled once', async () => {
    const folder = new Folder();
    const [first, second] = [await folder.keep(), await folder.keep()];
    await first.discard();
    await first.discard();
    expect(folder.isThere).toBe(true);
    await second.discard();
    expect(folder.isThere).toBe(false);
  });

  it('are forgotten where they cannot be written, and stay where they cannot be removed', async () => {
    const claims = new FileClaims(() => Promise.reject(new Error('it is read-only')));
    await expect(claims.claim(NAME, () => Promise.reject(new Error('full')))).rejects.toThrow(
      'full',
    );
    await (await claims.claim(NAME, async () => true)).discard();
    (await claims.claim(NAME, async () => false)).confirm();
  });

  it('are there for whoever is told so, however many come and go', async () => {
    const captures = fc.array(
      fc.record({ after: fc.nat(6), holds: fc.nat(6), isRecorded: fc.boolean() }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(captures, fc.boolean(), async (all, wasThere) => {
        const folder = new Folder(wasThere);
        const turns = async (count: number) => {
          for (let n = 0; n < count; n += 1) await nextTurn();
        };
        await Promise.all(
          all.map(async ({ after, holds, isRecorded }) => {
            await turns(after);
            const kept = await folder.keep();
            await turns(holds);
            expect(folder.isThere).toBe(true);
            if (isRecorded) kept.confirm();
            else await kept.discard();
          }),
        );
        expect(folder.isThere).toBe(wasThere || all.some(({ isRecorded }) => isRecorded));
      }),
    );
  });
});
