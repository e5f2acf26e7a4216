import { numbersOverLines } from '../numbers/numbers-over-lines.js';
import { keysOf } from './divided-words.js';
import { wordsAs } from './over-line-ends.js';
import { wordsOf } from './words.js';

const keysAs = (text: string, other: string) =>
  wordsAs(wordsOf(text), text, keysOf(wordsOf(other)), 'en').map(({ key }) => key);

it.each([
  ['말하지 않았다\n고 했다', '않았다고', ['말하지', '않았다고', '했다']],
  ['말하지 않았다\n고 했다', '않았다 고', ['말하지', '않았다', '고', '했다']],
  ['말하지 않았다 고 했다', '않았다고', ['말하지', '않았다', '고', '했다']],
  ['위원\n회위원\n장은 갔다', '위원회위원장은', ['위원회위원장은', '갔다']],
  ['위원\n회위원\n장은 갔다', '위원회위원 장은', ['위원회위원', '장은', '갔다']],
  ['대통\n\n령이', '대통령이', ['대통', '령이']],
  ['EU\n집행위원', 'EU집행위원', ['eu집행위원']],
  ['har\nbour', 'harbour', ['har', 'bour']],
  ['the long-\nterm plan', 'long-term', ['the', 'long', '-', 'term', 'plan']],
  ['12\n% of it', '12% of it', ['12%', 'of', 'it']],
  ['12\n% of it', '12 of it', ['12', '%', 'of', 'it']],
  ['in 12\n345 ships', '12,345', ['in', '12345', 'ships']],
  ['in 12\n345 ships', '12 and 345', ['in', '12', '345', 'ships']],
  ['5\n€ 6\n€ 7', '5 € 6', ['5€', '6', '€7']],
])('%j beside %j has the words %j', (text, other, keys) => {
  expect(keysAs(text, other)).toEqual(keys);
});

it.each([
  ['cost 1\n000 000 crowns', ['1\n000 000']],
  ['cost 1 234\n567 crowns', ['1 234\n567']],
  ['cost 12 \r\n  345,5 crowns', ['12 \r\n  345,5']],
  ['5 ×\n10⁶ and 5\n× 10⁶', ['5 ×\n10⁶', '5\n× 10⁶']],
  ['€\n12, £\n5, EUR\n7', ['€\n12', '£\n5', 'EUR\n7']],
  ['12\n%, 3\n°C, 2\n½', ['12\n%', '3\n°C', '2\n½']],
  ['约350\n万人，共二\n十五人', ['350\n万', '二\n十五']],
  ['12\n5 and 12\n3456 and 2021\n300', []],
  ['3.\n5 and 1/\n2 and 0\n345', []],
  ['at 12\n300:15 or 12\n300/5', []],
  ['12\n\n% and €\n\n12', []],
  ['the list\n1\n000 Anna', []],
  ['the list\n12\n345\n678', []],
])('in %j the numbers %j go over a line end', (text, numbers) => {
  const found = numbersOverLines(text);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(numbers);
});

it('takes the number of a list for none where the text begins with it', () => {
  expect(numbersOverLines('1\n000 Anna', true)).toEqual([]);
  expect(numbersOverLines('1\n000 crowns')).toEqual([{ start: 0, end: 5 }]);
  expect(numbersOverLines('1\n000 000 crowns', true)).toEqual([{ start: 0, end: 9 }]);
});
