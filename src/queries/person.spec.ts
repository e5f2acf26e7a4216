import { namePeople, person, retraction } from './person.js';

const KNOWN = { name: 'Ilse Tamborini', organization: 'Harbour Watch' };
const naming = (showsNames: boolean) => ({
  personOf: (id: string) => (id === 'ilse' ? KNOWN : undefined),
  showsNames,
});

describe('namePeople', () => {
  it('names people wherever they stand in an answer', () => {
    const by = { reason: 'Misread.', by: 'ilse', at: '2026-11-29T08:00:00.000Z' };
    const answer = { items: [{ recordedBy: person('ilse'), withdrawn: retraction(by) }] };
    const named = { id: 'ilse', ...KNOWN };
    expect(namePeople(answer, naming(true))).toEqual({
      items: [
        {
          recordedBy: named,
          withdrawn: {
            reason: 'Misread.',
            recordedBy: named,
            recordedAt: '2026-11-29T08:00:00.000Z',
          },
        },
      ],
    });
  });

  it('keeps the organization that somebody belonged to at that moment', () => {
    const then = namePeople(person('ilse', 'Lakeside Fact Checks'), naming(true));
    expect(then).toEqual({ ...KNOWN, id: 'ilse', organization: 'Lakeside Fact Checks' });
  });

  it('shows the organization alone where names are not shown', () => {
    const shown = namePeople(person('ilse'), naming(false));
    expect(shown).toEqual({ id: 'ilse', name: null, organization: 'Harbour Watch' });
  });

  it('leaves whom nobody knows without a name', () => {
    const stranger = { id: 'stranger', name: null, organization: null };
    expect(namePeople([person('stranger'), null, 'text'], naming(true))).toEqual([
      stranger,
      null,
      'text',
    ]);
  });
});
