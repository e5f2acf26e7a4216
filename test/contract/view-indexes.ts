import { claimLogs } from '../support/example-projections.js';
import type { ViewsUnderTest } from './views-under-test.js';

export function viewIndexesContract(views: () => ViewsUnderTest): void {
  it('are over all rows, those that hold now, or those of which something is so', async () => {
    const { store } = await views().open();
    const indexes = [
      { columns: ['events'] },
      { columns: ['events'], rows: 'current' },
      { columns: ['events', 'claim_id'], where: 'events > 3' },
      { columns: ['events'], rows: 'current', where: 'events > 3' },
    ] as const;
    await store.begin({ ...claimLogs, table: { ...claimLogs.table, indexes } }, 'view');
    const made = (await views().indexes('claim_logs_g1')).filter((sql) => /_g1_\d/.test(sql));
    const conditions = made.map((sql) => sql.toLowerCase().split(' where ')[1] ?? 'all');
    expect(conditions.map((condition) => condition.replaceAll(/[()]/g, ''))).toEqual([
      'all',
      'valid_to is null',
      'events > 3',
      'valid_to is null and events > 3',
    ]);
  });
}
