import { describeOnPostgres } from '../support/postgres.js';
import { viewStoreContract } from './view-store-contract.js';
import { postgresViews } from './views-under-test.js';

describeOnPostgres('on a PostgreSQL server', (server) => {
  viewStoreContract('PostgreSQL', () => postgresViews(server));
});
