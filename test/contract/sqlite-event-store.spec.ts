import { sqliteStoreInFolder } from '../support/sqlite-store-in-folder.js';
import { eventStoreContract } from './event-store-contract.js';

eventStoreContract('SQLite', sqliteStoreInFolder());
