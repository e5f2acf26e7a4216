import { ASIAN_AND_AFRICAN } from '../../test/support/negated-sentences/asian-and-african.js';
import { EUROPEAN } from '../../test/support/negated-sentences/european.js';
import { languageDetector, type LanguageDetector } from './language-detector.js';
import { languageOf } from './language.js';
import { negationIn, reversalIn } from './negation.js';
import { sentenceAround } from './sentences.js';

let detect: LanguageDetector;
beforeAll(async () => {
  detect = await languageDetector();
});

/** Whether what stands around a quote turns it round, with nothing declared. */
function turnedRound(text: string, quote: string): boolean | null {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`"${quote}" does not stand in "${text}"`);
  const { before, after } = sentenceAround(text, start, start + quote.length);
  const told = languageOf({ text: `${before}${quote}${after}`, around: text }, detect);
  return reversalIn(`${before}\n${after}`, told?.language, told?.also);
}

describe('a quote cut out of a sentence', () => {
  it.each([
    [
      'Under clause 9 the landlord is not permitted to terminate this lease. Tea is served.',
      'permitted to terminate this lease',
    ],
    ['Tea is served. It is untrue that she lied. The claim is old.', 'she lied'],
    ['Tea is served. The claim that the bridge fell is false. The envoy left.', 'the bridge fell'],
    ['The envoy does not believe that the talks will start.', 'the talks will start'],
    [
      'Der Vermieter ist laut § 9 nicht berechtigt, den Vertrag zu kündigen. Es gibt Tee.',
      'berechtigt, den Vertrag zu kündigen',
    ],
    [
      'Die Behauptung, die Brücke sei gestern eingestürzt, ist frei erfunden. Es gibt Tee.',
      'die Brücke sei gestern eingestürzt',
    ],
    [
      'Il est faux que le maire ait quitté la ville. Le thé est servi.',
      'le maire ait quitté la ville',
    ],
    [
      'El ministerio desmintió que la presa fuera a abrirse el lunes. Hay té.',
      'la presa fuera a abrirse el lunes',
    ],
    [
      'O acordo sem o qual as obras da ponte começaram foi publicado. Há chá.',
      'as obras da ponte começaram',
    ],
    [
      'È una bufala che il ponte sia crollato ieri sera. Il tè è servito.',
      'il ponte sia crollato ieri sera',
    ],
    [
      'Het is niet waar dat de burgemeester de stad heeft verlaten. Er is thee.',
      'de burgemeester de stad heeft verlaten',
    ],
    [
      'Неправда, что министр подписал этот договор вчера вечером. Чай подан.',
      'министр подписал этот договор',
    ],
    [
      'Belediye başkanının istifa ettiği doğru değil. Çay hazır.',
      'Belediye başkanının istifa ettiği',
    ],
    ['ونفت الوزارة أن الجسر سقط أمس في المدينة. الشاي جاهز.', 'الجسر سقط أمس'],
    ['המשרד הכחיש שהגשר נפל אתמול בעיר. התה מוכן.', 'הגשר נפל אתמול'],
    ['यह झूठ है कि पुल कल गिर गया। चाय तैयार है।', 'पुल कल गिर गया'],
    ['官方否认大桥已经倒塌。茶已备好。', '大桥已经倒塌'],
    ['橋が落ちたというのはデマだ。お茶がある。', '橋が落ちた'],
    ['다리가 무너졌다는 소문은 사실이 아니다. 차가 있다.', '다리가 무너졌다'],
    [
      'Nobody told Dr. Smith that the bridge fell at 5 p.m. on Monday. Tea is served.',
      'the bridge fell at 5 p.m.',
    ],
  ])('%s', (text, quote) => {
    expect(turnedRound(text, quote)).toBe(true);
  });

  it.each([
    ['She did not go. The bridge fell on Monday in the rain. It is false.', 'The bridge fell'],
    ['Not so.\n\nThe bridge fell on Monday in the rain\n\nIt is false.', 'bridge fell'],
    [
      'Das ist falsch. Die Brücke ist gestern nach dem Regen eingestürzt. Nein.',
      'Brücke ist gestern',
    ],
    ['这不是真的。大桥昨天非常突然地倒塌了。不对。', '大桥昨天'],
  ])('nothing is told of the sentences beside it: %s', (text, quote) => {
    expect(turnedRound(text, quote)).toBe(false);
  });
});

describe('an unknown language', () => {
  it('is never said to be without a negation, and nine in ten are told by whole words alone', () => {
    const pairs = Object.values({ ...EUROPEAN, ...ASIAN_AND_AFRICAN }).flat();
    const told = pairs.filter(([negated]) => negationIn(negated, undefined) === true).length;
    const alarms = pairs.filter(([, affirmed]) => negationIn(affirmed, undefined) === true);
    process.stdout.write(
      `Language not known: ${told} of ${pairs.length} negations told, ${alarms.length} wrong alarms\n`,
    );
    for (const [, affirmed] of pairs) expect(negationIn(affirmed, undefined)).not.toBe(false);
    expect(told / pairs.length).toBeGreaterThan(0.9);
    expect(alarms.length / pairs.length).toBeLessThan(0.05);
  });
});
