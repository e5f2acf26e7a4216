import { Value } from 'typebox/value';

import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { onEveryDatabase } from '../../test/support/every-database.js';
import type { AsOf } from '../queries/as-of.js';
import type { PageRequest } from '../queries/page.js';
import { getVerdict, listVerdicts, VerdictPage, type VerdictFilter } from './verdicts.js';

const [CLAIM, OTHER, CITATION, REVIEWER] = [uuid(10), uuid(11), uuid(30), uuid(40)];
const [FIRST, SECOND, ELSEWHERE] = [uuid(51), uuid(52), uuid(53)];

onEveryDatabase((viewsOf) => {
  it('lists the verdicts on a claim, the latest first, with what became of them', async () => {
    const reviewer = { id: REVIEWER, organization: 'Desk' };
    const { events } = new LedgerHistory()
      .claim(CLAIM)
      .claim(OTHER)
      .verdict(CLAIM, FIRST, 'true', { evidence: [CITATION], reviewer, expires: '2026-01' })
      .verdict(OTHER, ELSEWHERE, 'true')
      .verdict(CLAIM, SECOND, 'false', { reviewer, replaces: FIRST, criterionMet: true });
    const database = await viewsOf(events);
    const page = await listVerdicts(database.views, { claimId: CLAIM });
    expect(Value.Errors(VerdictPage, page)).toEqual([]);
    expect(page).toMatchObject({
      items: [
        { id: SECOND, rating: 'false', status: 'active', criterionMet: true, replacedBy: null },
        {
          id: FIRST,
          claimId: CLAIM,
          question: 'veracity',
          rating: 'true',
          evidence: [CITATION],
          reviewer,
          asOf: null,
          expires: '2026-01',
          criterionMet: false,
          status: 'replaced',
          replacedBy: SECOND,
          withdrawn: null,
          recordedAt: '2025-10-14T08:00:00.000Z',
        },
      ],
      next: null,
    });
    const [first] = (await listVerdicts(database.views, { claimId: CLAIM, limit: 1 })).items;
    expect(first?.id).toBe(SECOND);
    await database.close();
  });

  it('lists those of a reviewer, on a question, or of a status, over all claims', async () => {
    const reviewer = { id: REVIEWER, organization: 'Desk' };
    const { events } = new LedgerHistory()
      .claim(CLAIM)
      .claim(OTHER)
      .verdict(CLAIM, FIRST, 'true', { reviewer })
      .verdict(OTHER, ELSEWHERE, 'said', { question: 'attribution' })
      .verdict(CLAIM, SECOND, 'false', { reviewer, replaces: FIRST });
    const database = await viewsOf(events);
    const listed = async (request: VerdictFilter & PageRequest) =>
      (await listVerdicts(database.views, request)).items.map(({ id }) => id);
    expect(await listed({})).toEqual([SECOND, ELSEWHERE, FIRST]);
    expect(await listed({ reviewer: REVIEWER })).toEqual([SECOND, FIRST]);
    expect(await listed({ reviewer: REVIEWER, status: ['active'] })).toEqual([SECOND]);
    expect(await listed({ status: ['active', 'replaced'] })).toEqual([SECOND, ELSEWHERE, FIRST]);
    expect(await listed({ question: ['attribution'] })).toEqual([ELSEWHERE]);
    expect(await listed({ question: ['attribution'], claimId: CLAIM })).toEqual([]);
    const { next } = await listVerdicts(database.views, { limit: 1 });
    expect(await listed({ after: next! })).toEqual([ELSEWHERE, FIRST]);
    await database.close();
  });

  it('shows what was not known yet of a verdict neither in a list nor on its own', async () => {
    const history = new LedgerHistory()
      .claim(CLAIM)
      .verdict(CLAIM, FIRST, 'true')
      .verdict(CLAIM, SECOND, 'false');
    const given = history.position;
    history.at('2025-10-15T08:00:00.000Z').verdictWithdrawn(CLAIM, FIRST);
    const { events } = history.verdict(CLAIM, ELSEWHERE, 'mixed', { replaces: SECOND });
    const database = await viewsOf(events);
    const listed = async (request: VerdictFilter, asOf?: AsOf) =>
      (await listVerdicts(database.views, request, asOf)).items.map(({ id }) => id);
    const active = { status: 'active', replacedBy: null, withdrawn: null };
    for (const asOf of [{ position: given }, { instant: '2025-10-15T07:59:59.999Z' }]) {
      const { items } = await listVerdicts(database.views, { claimId: CLAIM }, asOf);
      expect(items).toMatchObject([
        { id: SECOND, ...active },
        { id: FIRST, ...active },
      ]);
      expect(await getVerdict(database.views, CLAIM, FIRST, asOf)).toEqual(items[1]);
      expect(await getVerdict(database.views, CLAIM, ELSEWHERE, asOf)).toBeUndefined();
      expect(await listed({ status: ['active'] }, asOf)).toEqual([SECOND, FIRST]);
      expect(await listed({ status: ['withdrawn'] }, asOf)).toEqual([]);
    }
    for (const asOf of [undefined, { instant: '2025-10-15T08:00:00.000Z' }]) {
      expect(await listed({ status: ['active'] }, asOf)).toEqual([ELSEWHERE]);
      expect(await listed({ status: ['replaced'] }, asOf)).toEqual([SECOND]);
      expect(await listed({ status: ['withdrawn'] }, asOf)).toEqual([FIRST]);
      const first = await getVerdict(database.views, CLAIM, FIRST, asOf);
      expect(first).toMatchObject({ status: 'withdrawn', withdrawn: { reason: 'hasty' } });
    }
    await database.close();
  });
});
