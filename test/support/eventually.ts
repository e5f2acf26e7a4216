const TRIES = 750;
const EVERY_MS = 20;

/** Resolves when something has come about that the ledger does by itself. @throws Error after 15 s. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  throw new Error('it did not come about');
}
