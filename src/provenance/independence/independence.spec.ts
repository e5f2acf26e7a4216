import {
  inOwnVoice,
  Provenance,
  said,
  saidBySomebody,
} from '../../../test/support/claim-provenance.js';
import { independence, isOfSingleOrigin } from './independence.js';

const ILKA = { name: 'Ilka Torvald', affiliation: 'Ministry' };
const PAGE = 'https://ministry.example/torvald';

/** `<known>+<unknown>`. */
function count(claim: Provenance): string {
  const { known, unknown, groups } = independence(claim);
  expect(groups).toHaveLength(known + unknown);
  return `${known}+${unknown}`;
}

const twoSources = () => new Provenance().source('site').source('radio');

describe('counts', () => {
  it.each<[string, Provenance, string]>([
    ['nothing where nothing is cited', new Provenance(), '0+0'],
    ['a source that speaks for itself', twoSources().cited('a', 'site'), '1+0'],
    ['two publishers', twoSources().cited('a', 'site').cited('b', 'radio'), '2+0'],
    [
      'two sources of one publisher once',
      new Provenance()
        .source('page', { publisher: 'The Gazette' })
        .source('paper', { publisher: 'THE GAZETTE' })
        .cited('a', 'page')
        .cited('b', 'paper'),
      '1+0',
    ],
    [
      'sources without a publisher each',
      new Provenance()
        .source('post', { publisher: null })
        .source('note', { publisher: null })
        .cited('a', 'post')
        .cited('b', 'note'),
      '2+0',
    ],
    [
      'what an author says themselves and what others relay of them once',
      twoSources()
        .source('statement', { publisher: null, authors: [ILKA] })
        .cited('a', 'statement')
        .cited('b', 'site', said(ILKA)),
      '1+0',
    ],
    [
      'one speaker in two sources once',
      twoSources().cited('a', 'site', said(ILKA)).cited('b', 'radio', said(ILKA)),
      '1+0',
    ],
    [
      'own voices that are named by who speaks',
      twoSources().cited('a', 'site', inOwnVoice(undefined, ILKA)).cited('b', 'radio', said(ILKA)),
      '1+0',
    ],
    [
      'a publisher that is named for its own voice once',
      new Provenance()
        .source('page', { publisher: 'The Gazette' })
        .source('paper', { publisher: 'The Gazette' })
        .cited('a', 'page', inOwnVoice('page', { name: 'The Gazette', type: 'organization' }))
        .cited('b', 'paper'),
      '1+0',
    ],
    [
      'somebody who has a publisher’s name and speaks elsewhere apart',
      twoSources()
        .source('page', { publisher: 'The Gazette' })
        .cited('a', 'radio', said({ name: 'The Gazette' }))
        .cited('b', 'page'),
      '2+0',
    ],
    [
      'an unnamed speaker as unknown',
      twoSources().cited('a', 'site', saidBySomebody('diplomats')),
      '0+1',
    ],
    [
      'the same unnamed speaker of the same source once',
      twoSources()
        .cited('a', 'site', saidBySomebody('Diplomats', 'radio'))
        .cited('b', 'radio', saidBySomebody('diplomats')),
      '0+1',
    ],
    [
      'unnamed speakers of two sources apart',
      twoSources()
        .cited('a', 'site', saidBySomebody('diplomats'))
        .cited('b', 'radio', saidBySomebody('diplomats')),
      '0+2',
    ],
    [
      'a reprint of what an unnamed speaker said with it',
      twoSources()
        .draws('radio', 'site')
        .cited('a', 'site', saidBySomebody('diplomats'))
        .cited('b', 'radio', saidBySomebody('diplomats')),
      '0+1',
    ],
    [
      'no unknown origin where it rests on a known one, too',
      twoSources()
        .source('digest')
        .draws('digest', 'site')
        .draws('digest', 'radio')
        .cited('a', 'site', said(ILKA))
        .cited('b', 'radio', saidBySomebody('diplomats'))
        .cited('c', 'digest'),
      '1+1',
    ],
    [
      'a digest of two counted agencies with them',
      twoSources()
        .source('digest')
        .draws('digest', 'site')
        .draws('digest', 'radio')
        .cited('a', 'digest')
        .cited('b', 'site')
        .cited('c', 'radio'),
      '2+0',
    ],
    [
      'two reprints of what is not cited once',
      twoSources()
        .source('agency')
        .draws('site', 'agency')
        .draws('radio', 'agency')
        .cited('a', 'site')
        .cited('b', 'radio'),
      '1+0',
    ],
    [
      'what came through another source with it',
      twoSources().cited('a', 'site', inOwnVoice('radio')).cited('b', 'radio'),
      '1+0',
    ],
    [
      'nothing of a refutation, of context or of what is retracted',
      twoSources()
        .citedAs({ id: 'a', sourceId: 'site', stance: 'refutes' })
        .citedAs({ id: 'b', sourceId: 'site', stance: 'context' })
        .citedAs({ id: 'c', sourceId: 'site', retracted: true }),
      '0+0',
    ],
    [
      'nothing of a withdrawn source, cited or named by a hop',
      twoSources()
        .source('mirror')
        .withdrawn('site')
        .cited('a', 'site')
        .cited('b', 'radio', said(ILKA, 'site'))
        .draws('mirror', 'site')
        .cited('c', 'mirror'),
      '1+0',
    ],
  ])('%s', (_, claim, expected) => {
    expect(count(claim)).toBe(expected);
  });

  it('a circle once, and reports it from its least id', () => {
    const claim = twoSources()
      .source('blog')
      .draws('site', 'radio')
      .draws('radio', 'blog')
      .draws('blog', 'site')
      .cited('a', 'site')
      .cited('b', 'radio')
      .cited('c', 'blog');
    expect(independence(claim)).toMatchObject({
      known: 1,
      cycles: [['blog', 'site', 'radio']],
      groups: [{ citations: ['a', 'b', 'c'] }],
    });
  });

  it('what a citation of a source in the circle tells of its origin, for the others as well', () => {
    const claim = twoSources()
      .draws('site', 'radio')
      .draws('radio', 'site')
      .cited('a', 'site')
      .cited('b', 'site', said(ILKA));
    expect(independence(claim)).toMatchObject({ known: 1, cycles: [['radio', 'site']] });
  });

  it('no source that has no more than a title', () => {
    expect(count(new Provenance().cited('a', 'nowhere'))).toBe('1+0');
  });
});

describe('agents', () => {
  const both = (one: object, other: object, more: (claim: Provenance) => Provenance = (c) => c) =>
    count(
      more(
        twoSources()
          .cited('a', 'site', said({ name: 'Ilka Torvald', ...one }))
          .cited('b', 'radio', said({ name: 'Ilka Torvald', ...other })),
      ),
    );

  it.each<[string, object, object, string]>([
    [
      'the same name and affiliation',
      { affiliation: 'Ministry' },
      { affiliation: 'ministry' },
      '1+0',
    ],
    ['the same name elsewhere', { affiliation: 'Ministry' }, { affiliation: 'Bank' }, '2+0'],
    ['the same page', { name: 'I. Torvald', sameAs: [PAGE] }, { sameAs: [PAGE] }, '1+0'],
    ['the same name on other pages', { sameAs: [PAGE] }, { sameAs: ['https://a.example'] }, '2+0'],
    ['a page and the name that it is known by', { sameAs: [PAGE] }, {}, '1+0'],
  ])('%s', (_, one, other, expected) => {
    expect(both(one, other)).toBe(expected);
  });

  it('are never guessed where two have the name', () => {
    const third = (claim: Provenance) =>
      claim.cited('c', 'site', said({ name: 'Ilka Torvald', sameAs: ['https://a.example'] }));
    expect(both({ sameAs: [PAGE] }, {}, third)).toBe('3+0');
  });

  it('are one where members say so, over several steps', () => {
    const identified = (claim: Provenance) =>
      claim
        .identified({ name: 'Ilka Torvald', affiliation: 'Ministry' }, { name: 'I. T.' })
        .identified({ name: 'I. T.' }, { name: 'The spokeswoman' })
        .identified({ name: 'The spokeswoman' }, { name: 'Ilka Torvald', affiliation: 'Bank' });
    expect(both({ affiliation: 'Ministry' }, { affiliation: 'Bank' }, identified)).toBe('1+0');
  });

  it('are a publisher only where members say so', () => {
    const agency = { name: 'Agency', type: 'organization' as const };
    const claim = () =>
      new Provenance()
        .source('wire', { publisher: 'Agency' })
        .source('site')
        .cited('a', 'wire')
        .cited('b', 'site', said({ ...agency, sameAs: [PAGE] }));
    expect(count(claim())).toBe('2+0');
    expect(count(claim().identified(agency, { ...agency, sameAs: [PAGE] }))).toBe('1+0');
  });
});

describe('tells why', () => {
  it('a citation is in its group, step by step', () => {
    const claim = twoSources()
      .source('mirror')
      .draws('mirror', 'site')
      .draws('radio', 'mirror', 'reports')
      .cited('a', 'site', said(ILKA))
      .cited('b', 'radio')
      .cited('c', 'mirror', inOwnVoice());
    expect(independence(claim)).toEqual({
      known: 1,
      unknown: 0,
      exact: true,
      cycles: [],
      groups: [
        {
          origin: { kind: 'agent', name: 'Ilka Torvald', sourceId: null },
          alsoFrom: [],
          citations: ['a', 'b', 'c'],
          reasons: [
            { citation: 'a', because: 'first hop names Ilka Torvald' },
            {
              citation: 'b',
              because:
                'its source reports "The mirror", which republishes "The site", of which the first hop names Ilka Torvald',
            },
            {
              citation: 'c',
              because:
                'its source republishes "The site", of which the first hop names Ilka Torvald',
            },
          ],
        },
      ],
    });
  });

  it('names what lies at the root, and all roots of what draws on several', () => {
    const claim = twoSources()
      .source('digest')
      .draws('digest', 'site', 'quotes')
      .draws('digest', 'radio')
      .cited('a', 'digest');
    expect(independence(claim).groups).toEqual([
      {
        origin: { kind: 'publisher', name: 'Publisher of radio', sourceId: 'radio' },
        alsoFrom: [{ kind: 'publisher', name: 'Publisher of site', sourceId: 'site' }],
        citations: ['a'],
        reasons: [
          {
            citation: 'a',
            because:
              'its source republishes "The radio", which speaks for its publisher Publisher of radio',
          },
        ],
      },
    ]);
  });

  it('that nobody is named, and of a long way not every step', () => {
    const claim = new Provenance();
    for (let n = 0; n < 10; n += 1) claim.source(`s${n}`).draws(`s${n}`, `s${n + 1}`);
    claim.source('s10').cited('a', 's0').cited('b', 's10', saidBySomebody('diplomats'));
    const [group] = independence(claim).groups;
    expect(group?.origin).toEqual({ kind: 'unknown', name: 'diplomats', sourceId: null });
    expect(group?.reasons[0]?.because).toMatch(
      /"The s5", which leads over 4 more sources, which republishes "The s10", of which the first hop names nobody: "diplomats"$/,
    );
  });
});

/** Reads of the steps of a chain of sources, of which the first is cited and the middle one. */
function readsOfChain(length: number): number {
  const name = (n: number) => `s${String(n).padStart(5, '0')}`;
  const provenance = new Provenance();
  for (let n = 0; n <= length; n += 1) provenance.source(name(n), { publisher: `Paper ${n}` });
  for (let n = 0; n < length; n += 1) provenance.draws(name(n), name(n + 1));
  const claim = provenance.cited('a', name(0)).cited('b', name(length / 2));
  let reads = 0;
  const derivations = claim.derivations.map((derivation) =>
    Object.defineProperty({ ...derivation }, 'sourceId', {
      get: () => {
        reads += 1;
        return derivation.sourceId;
      },
    }),
  );
  const { sources, citations, identifications } = claim;
  expect(isOfSingleOrigin({ sources, citations, identifications, derivations })).toBe(true);
  return reads;
}

it('works on a chain of sources as long as it is, not as its square', () => {
  // The steps are sorted, which adds a little.
  expect(readsOfChain(2_000) / readsOfChain(500)).toBeLessThan(6);
});
