import { viewStoreContract } from './view-store-contract.js';
import { sqliteViews } from './views-under-test.js';

viewStoreContract('SQLite', sqliteViews);
