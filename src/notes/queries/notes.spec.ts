import * as fc from 'fast-check';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { uuid } from '../../../test/support/recorded-history.js';
import type { AsOf } from '../../queries/as-of.js';
import { getNote, listNotes, type NoteFilter } from './notes.js';

const [CLAIM, OTHER, CITATION] = [uuid(10), uuid(11), uuid(30)];
const [ANA, BORIS, ODA] = [uuid(1), uuid(2), uuid(3)];
const [FIRST, SECOND, THIRD] = [uuid(80), uuid(81), uuid(82)];
const day = (n: number) => new Date(Date.UTC(2025, 9, n)).toISOString();

/** A note that is resolved, a request that is answered, and a request that is open. */
function discussed(): LedgerHistory {
  const history = new LedgerHistory().at(day(1)).claim(CLAIM).claim(OTHER);
  history.at(day(2)).note(CLAIM, FIRST, { citationId: CITATION });
  history.at(day(3)).note(CLAIM, SECOND, { to: BORIS, addedBy: ODA });
  history.at(day(4)).noteAnswered(FIRST, uuid(90), ODA).noteAnswered(SECOND, uuid(91), BORIS);
  history.at(day(5)).noteResolved(FIRST, { text: 'Of 2024.', resolvedBy: ODA });
  return history.note(OTHER, THIRD, { to: BORIS });
}

onEveryDatabase((viewsOf, database) => {
  describe('notes', () => {
    let views: QueriedViews;
    beforeAll(async () => (views = await viewsOf(discussed().events)));
    afterAll(() => views.close());

    const ids = async (filter: NoteFilter, asOf?: AsOf) =>
      (await listNotes(views.views, filter, asOf)).items.map(({ id }) => id);

    it('are listed newest first, by what filters name together', async () => {
      expect(await ids({})).toEqual([THIRD, SECOND, FIRST]);
      expect(await ids({ claimId: CLAIM })).toEqual([SECOND, FIRST]);
      expect(await ids({ citationId: CITATION })).toEqual([FIRST]);
      expect(await ids({ to: BORIS })).toEqual([THIRD, SECOND]);
      expect(await ids({ recordedBy: ANA })).toEqual([THIRD, FIRST]);
      expect(await ids({ open: true })).toEqual([THIRD]);
      expect(await ids({ open: false })).toEqual([SECOND, FIRST]);
      expect(await ids({ to: BORIS, open: true })).toEqual([THIRD]);
      expect(await ids({ claimId: CLAIM, open: true, to: BORIS })).toEqual([]);
    });

    it('are shown with their answers and how they ended', async () => {
      expect(await getNote(views.views, FIRST)).toEqual({
        id: FIRST,
        revision: 2,
        claimId: CLAIM,
        citationId: CITATION,
        text: 'Which year is this?',
        to: null,
        open: false,
        answerCount: 1,
        answers: [
          {
            id: uuid(90),
            text: 'The last one.',
            recordedBy: { id: ODA, name: null, organization: null },
            recordedAt: day(4),
          },
        ],
        resolved: {
          text: 'Of 2024.',
          recordedBy: { id: ODA, name: null, organization: null },
          recordedAt: day(5),
        },
        recordedBy: { id: ANA, name: null, organization: null },
        recordedAt: day(2),
      });
      expect(await getNote(views.views, uuid(99))).toBeUndefined();
    });

    it('are shown as they stood', async () => {
      const [second, third] = [{ instant: day(2) }, { instant: day(3) }];
      expect(await ids({}, second)).toEqual([FIRST]);
      expect(await ids({ open: true }, third)).toEqual([SECOND, FIRST]);
      expect(await getNote(views.views, FIRST, third)).toMatchObject({
        revision: 0,
        open: true,
        answerCount: 0,
        answers: [],
        resolved: null,
      });
      expect(await getNote(views.views, SECOND, second)).toBeUndefined();
    });
  });

  describe('notes as of any moment', () => {
    const step = fc.constantFrom('note', 'answer', 'resolve');
    it('are what they were then', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.nat(), async (steps, cut) => {
          const history = new LedgerHistory().claim(CLAIM);
          const open: string[] = [];
          steps.forEach((each, n) => {
            history.at(day(2 + n));
            const note = each === 'resolve' ? open.shift() : open[0];
            if (each === 'note') {
              open.push(uuid(100 + n));
              history.note(CLAIM, uuid(100 + n), n % 2 ? { to: BORIS } : {});
            } else if (note !== undefined && each === 'answer') {
              history.noteAnswered(note, uuid(200 + n), n % 3 ? BORIS : ODA);
            } else if (note !== undefined) history.noteResolved(note);
          });
          const { events } = history;
          const past = events.slice(0, 1 + (cut % events.length));
          const asOf = { position: past.at(-1)!.position };
          const [then, now] = [await viewsOf(past), await viewsOf(events)];
          for (const filter of [{}, { open: true }, { to: BORIS }, { to: BORIS, open: true }]) {
            const before = await listNotes(then.views, filter);
            expect(await listNotes(now.views, filter, asOf)).toEqual(before);
            for (const { id } of before.items) {
              expect(await getNote(now.views, id, asOf)).toEqual(await getNote(then.views, id));
            }
          }
          await then.close();
          await now.close();
        }),
        { numRuns: { SQLite: 30, PostgreSQL: 8 }[database] },
      );
    });
  });
});
