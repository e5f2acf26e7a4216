import { reversalIn, negationIn } from './negation.js';
import { sentenceAround } from './sentences.js';
import { languageOf } from './language.js';
import { languageDetector } from './language-detector.js';

const detect = await languageDetector();
const s =
  'The council has approved the new bridge over the harbour today and the mayor spoke with the press at noon';
const big = (s + '. ').repeat(30);
const time = (name: string, n: number, f: () => unknown) => {
  f();
  f();
  const t = performance.now();
  for (let i = 0; i < n; i++) f();
  process.stdout.write(`${name}: ${(((performance.now() - t) / n) * 1000).toFixed(0)} us\n`);
};
for (const l of ['en', 'de', 'tr', 'ar', 'ja', 'fi', 'sw', undefined]) {
  time(`reversal ${l} 105 chars`, 300, () => reversalIn(s, l));
  time(`negation ${l} 'word'`, 1000, () => negationIn('bridge', l));
}
time('sentence', 300, () => sentenceAround(big, 1600, 1620));
time('sentence long words', 300, () =>
  sentenceAround(s.replaceAll('. ', ' ').repeat(30), 1600, 1620),
);
time('language declared', 300, () => languageOf({ declared: 'en', text: s }, detect));
time('language undeclared', 300, () => languageOf({ text: s }, detect));
for (const bad of [
  'a'.repeat(1e5),
  'a '.repeat(5e4),
  "a'".repeat(5e4),
  'a-'.repeat(5e4),
  '\u0301'.repeat(1e5),
  'ne'.repeat(5e4),
  '\n'.repeat(1e5),
  'のに'.repeat(5e4),
  'a-\n'.repeat(3e4),
  'メ要'.repeat(5e4),
  'گ'.repeat(1e5),
  '"'.repeat(1e5),
  ' '.repeat(1e5),
  'mad'.repeat(3e4),
]) {
  for (const l of [
    'en',
    'tr',
    'cs',
    'bn',
    'ja',
    'zh',
    'ko',
    'fa',
    'ar',
    'sw',
    'he',
    'ta',
    undefined,
  ]) {
    const t = performance.now();
    reversalIn(bad, l);
    const d = performance.now() - t;
    if (d > 150) process.stdout.write(`${JSON.stringify(bad.slice(0, 6))} ${l} ${d | 0} ms\n`);
  }
  const t = performance.now();
  sentenceAround(bad, bad.length / 2, bad.length / 2 + 10);
  languageOf({ text: bad, around: bad, declared: 'en' }, detect);
  languageOf({ text: bad, around: bad }, detect);
  const d = performance.now() - t;
  if (d > 100)
    process.stdout.write(`sentence/language ${JSON.stringify(bad.slice(0, 6))} ${d | 0}\n`);
}
