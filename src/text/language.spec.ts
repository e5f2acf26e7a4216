import { ASIAN_AND_AFRICAN } from '../../test/support/negated-sentences/asian-and-african.js';
import { EUROPEAN } from '../../test/support/negated-sentences/european.js';
import { languageDetector, type LanguageDetector } from './language-detector.js';
import { languageOf, primarySubtag, type LanguageEvidence } from './language.js';
import { NEGATION_WORDS } from './negation-words.js';

const SENTENCES = Object.entries({ ...EUROPEAN, ...ASIAN_AND_AFRICAN }).map(
  ([language, pairs]) => ({ language, sentences: pairs.flat() }),
);

/** Not known to the detector: they must be declared. */
const UNKNOWN = ['gl', 'sw'];

let detect: LanguageDetector;
beforeAll(async () => {
  detect = await languageDetector();
});

const told = (evidence: LanguageEvidence) => languageOf(evidence, detect)?.language;

/** Whether negations are told by the right list. */
const sameList = (one: string | undefined, other: string) =>
  one !== undefined && NEGATION_WORDS.get(one) === NEGATION_WORDS.get(other);

describe('detected', () => {
  const table = SENTENCES.filter(({ language }) => !UNKNOWN.includes(language));

  it('tells nine sentences in ten, and takes none for another language', () => {
    const answers = table.map(({ language, sentences }) => {
      const languages = sentences.map((text) => told({ text }));
      return {
        language,
        all: sentences.length,
        right: languages.filter((answer) => sameList(answer, language)).length,
        wrong: languages.filter((answer) => answer !== undefined && !sameList(answer, language)),
      };
    });
    const all = answers.reduce((sum, answer) => sum + answer.all, 0);
    const right = answers.reduce((sum, answer) => sum + answer.right, 0);
    const shares = answers.map((answer) => `${answer.language} ${answer.right}/${answer.all}`);
    process.stdout.write(
      `Language detected of ${all} sentences in ${table.length} languages: ${right} right\n${shares.join(', ')}\n`,
    );
    expect(answers.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(right / all).toBeGreaterThan(0.9);
  });

  it.each([
    ['a number', '61,4'],
    ['a name', 'Berlin'],
    [
      'names of many languages',
      'Jean-Claude Juncker, François Hollande, Angela Merkel, Matteo Renzi',
    ],
    ['names in another script', 'COVID-19 HIV AIDS WHO UNICEF NATO'],
    ['a language that the detector does not know', 'Meya hakuzungumza na waandishi wa habari'],
    ['nothing', ''],
  ])('not of %s', (_, text) => {
    expect(told({ text })).toBeUndefined();
  });

  it('by what stands around a short sentence', () => {
    const around = 'Der Bürgermeister sprach gestern lange mit der Presse über die neue Brücke.';
    expect(languageOf({ text: 'Berlin', around }, detect)).toEqual({
      language: 'de',
      by: 'detected',
      also: [],
    });
  });

  it('by the script alone where it has one language, with no detector', () => {
    for (const [text, language] of [
      ['ไม่', 'th'],
      ['לא', 'he'],
      ['δεν', 'el'],
      ['ない', 'ja'],
      ['橋は', 'ja'],
      ['않', 'ko'],
      ['尚未', 'zh'],
      ['இல்லை', 'ta'],
      ['না', 'bn'],
    ] as const) {
      expect(languageOf({ text })).toEqual({ language, by: 'script', also: [] });
    }
    expect(languageOf({ text: 'not' })).toBeUndefined();
  });
});

describe('declared', () => {
  it('is kept for every sentence of the language itself', () => {
    for (const { language, sentences } of SENTENCES) {
      for (const text of sentences) {
        expect([text, told({ text, declared: language })]).toEqual([text, language]);
        expect([text, told({ text, document: language })]).toEqual([text, language]);
      }
    }
  });

  it.each<[string, LanguageEvidence, string | undefined, string]>([
    [
      'before the document',
      { declared: 'pt-BR', document: 'en', text: 'Berlin' },
      'pt',
      'declared',
    ],
    ['the document where nothing is', { document: 'de-AT', text: 'Berlin' }, 'de', 'document'],
    ['in its canonical form', { declared: 'iw', text: 'הגשר לא נפתח' }, 'he', 'declared'],
    ['for numbers, too', { declared: 'fr', text: '61,4' }, 'fr', 'declared'],
    [
      'though the detector does not know it',
      { declared: 'sw', text: 'Daraja limefunguliwa kwa magari leo.' },
      'sw',
      'declared',
    ],
    [
      'of kin that share a list',
      { declared: 'id', text: 'Jambatan itu belum dibuka kepada kereta lagi.' },
      'id',
      'declared',
    ],
    [
      'of Serbian in Latin letters',
      { declared: 'sr', text: 'Most još nije otvoren za promet.' },
      'sr',
      'declared',
    ],
    ['of Yiddish', { declared: 'yi', text: 'די בריק איז נישט אָפֿן' }, 'yi', 'declared'],
    [
      'of Hindi in Latin letters, where it says so',
      { declared: 'hi-Latn', text: 'Pul abhi tak nahin khula hai' },
      'hi',
      'declared',
    ],
    [
      'of Japanese in Han signs alone',
      { declared: 'ja', text: '東京都知事選挙' },
      'ja',
      'declared',
    ],
    [
      'with foreign names',
      { declared: 'de', text: 'Jean-Claude Juncker, François Hollande und Matteo Renzi' },
      'de',
      'declared',
    ],
    [
      'with a foreign slogan',
      {
        declared: 'de',
        text: 'Der Slogan „Make America great again for all of us“ war überall zu lesen.',
      },
      'de',
      'declared',
    ],
  ])('%s', (_, evidence, language, by) => {
    expect(languageOf(evidence, detect)).toMatchObject({ language, by });
  });

  it.each<[string, LanguageEvidence, string | undefined, string | undefined]>([
    [
      'Cyrillic letters',
      { declared: 'en', text: 'Мост ещё не открыли для движения, сказал мэр.' },
      'ru',
      'detected',
    ],
    ['Han signs', { declared: 'en', document: 'de', text: '谈判尚未开始' }, 'zh', 'script'],
    ['kana', { declared: 'zh', text: '橋はまだ開通していない' }, 'ja', 'script'],
    [
      'many Han signs without kana',
      { declared: 'ja', text: '市长没有对报纸讲话谈判已经开始未来三天继续他们离开该岛' },
      'zh',
      'script',
    ],
    [
      'letters, for what the document says',
      { declared: 'en', document: 'uk', text: 'не' },
      'uk',
      'document',
    ],
    ['letters, where nothing else is known', { declared: 'en', text: 'не' }, undefined, undefined],
    [
      'a sentence of another language',
      { declared: 'en', text: 'Die Brücke ist nicht eröffnet worden.' },
      'de',
      'detected',
    ],
    [
      '… of what the document says',
      { document: 'en-GB', text: 'El puente no se ha abierto todavía.' },
      'es',
      'detected',
    ],
    [
      '… of long words',
      { declared: 'en', text: 'Görüşmeler pazartesi başlamayacak.' },
      'tr',
      'detected',
    ],
    [
      '… in other letters of the script',
      { declared: 'ar', text: 'پل ابھی تک گاڑیوں کے لیے نہیں کھلا ہے۔' },
      'ur',
      'detected',
    ],
  ])('does not win against %s', (_, evidence, language, by) => {
    const answer = languageOf(evidence, detect);
    expect([answer?.language, answer?.by]).toEqual([language, by]);
  });

  it('is told beside what wins against it, and so are languages that a sentence quotes', () => {
    expect(
      languageOf({ declared: 'en', text: 'Die Brücke ist nicht eröffnet worden.' }, detect)?.also,
    ).toEqual(['en']);
    expect(
      languageOf(
        {
          declared: 'de',
          text: '"The landlord is not permitted to terminate this lease," sagte der Anwalt in Berlin.',
        },
        detect,
      ),
    ).toEqual({ language: 'de', by: 'declared', also: ['en'] });
  });
});

describe('a tag', () => {
  it.each([
    ['pt-BR', 'pt'],
    ['EN', 'en'],
    ['in', 'id'],
    ['cmn-Hans', 'zh'],
    ['sh', 'sr'],
    ['und', undefined],
    ['mul', undefined],
    ['zxx', undefined],
    ['x-klingon', undefined],
    ['i-default', undefined],
    ['', undefined],
    ['not a tag', undefined],
  ])('%s', (tag, language) => {
    expect(primarySubtag(tag)).toBe(language);
    if (language === undefined)
      expect(languageOf({ declared: tag, text: 'Berlin' })).toBeUndefined();
  });
});
