import { introductionTo } from './introductions.js';

const LEAD = 'The following are not allowed:';

describe('what introduces an item of a list', () => {
  it.each([
    [`${LEAD}\n\nDogs`, 'Dogs', LEAD],
    [`${LEAD}\n\nDogs\n\nBoats\n\nCarts`, 'Carts', LEAD],
    [`${LEAD}\r\n\r\nDogs\r\n\r\nBoats`, 'Boats', LEAD],
    [`${LEAD}\n- Dogs\n  of all kinds\n- Boats`, '- Boats', LEAD],
    [`${LEAD}\n\n1. Dogs.\n\n2. Boats.`, '2. Boats', LEAD],
    [`Not so. ${LEAD}\n\nDogs.`, 'Dogs', LEAD],
    ['下列不允许：\n\n狗\n\n船', '船', '下列不允许：'],
    // Ends of lists, other places, other lines.
    [`${LEAD}\n\nDogs.\n\nBoats`, 'Boats', ''],
    [`${LEAD}\n\nDogs\n\nBoats came home.`, 'Boats', ''],
    [`${LEAD}\n- Dogs\nBoats\n- Carts`, '- Carts', ''],
    [`${LEAD}\n\nDogs. Boats`, 'Boats', ''],
    ['Not so.\n\nDogs', 'Dogs', ''],
    [`${LEAD} Dogs`, 'Dogs', ''],
    [`${LEAD}${'\n\nDogs'.repeat(400)}\n\nBoats`, 'Boats', ''],
    ['Dogs', 'Dogs', ''],
    ['\n\nDogs', 'Dogs', ''],
  ])('%j, %s', (text, item, introduction) => {
    expect(introductionTo(text, text.indexOf(item))).toBe(introduction);
  });
});
