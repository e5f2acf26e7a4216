import { generationsContract } from './view-generations.js';
import { viewIndexesContract } from './view-indexes.js';
import { viewRowsContract } from './view-rows.js';
import { viewSearchContract } from './view-search.js';
import { viewTransactionsContract } from './view-transactions.js';
import type { ViewsUnderTest } from './views-under-test.js';

/** What every database of views promises, the same for all. */
export function viewStoreContract(name: string, make: () => ViewsUnderTest): void {
  describe(`view store contract: ${name}`, () => {
    let views: ViewsUnderTest;
    beforeEach(() => (views = make()));
    afterEach(() => views.remove());
    const underTest = () => views;

    describe('rows', () => viewRowsContract(underTest));
    describe('indexes', () => viewIndexesContract(underTest));
    describe('full text', () => viewSearchContract(underTest));
    describe('generations', () => generationsContract(underTest));
    describe('transactions', () => viewTransactionsContract(underTest));
  });
}
