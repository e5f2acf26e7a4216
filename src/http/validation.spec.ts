import { ReasonBody } from './reason.dto.js';
import { Name, Nested, NestedList } from './fields.js';
import { validation } from './validation.js';
import { canonicalJson } from '../deciding/canonical-json.js';

class Part {
  @Name(10) name: string;
  @Name(10, { optional: true }) note?: string = undefined;
}

/** As the compiler makes it with useDefineForClassFields: every member is there. */
class Whole {
  @Name(10, { optional: true }) title?: string = undefined;
  @Nested(() => Part) part: Part;
  @NestedList(() => Part, { max: 3 }, { optional: true }) parts?: Part[] = undefined;
}

const checked = (
  value: unknown,
  metatype: typeof Whole | typeof ReasonBody,
  type: 'body' | 'query' = 'body',
) => validation.transform(value, { type, metatype });

it('gives plain objects with the members that were given', async () => {
  const given = { part: { name: 'a' }, parts: [{ name: 'b', note: 'c' }] };
  const read = (await checked(given, Whole)) as Whole;
  expect(read).toStrictEqual(given);
  expect(Object.getPrototypeOf(read.part)).toBe(Object.prototype);
  expect(canonicalJson(read)).toBe('{"part":{"name":"a"},"parts":[{"name":"b","note":"c"}]}');
});

it('refuses what is not named, and what is not as it must be', async () => {
  await expect(checked({ part: { name: 'a', more: 1 } }, Whole)).rejects.toMatchObject({
    extras: { errors: [{ pointer: '/part/more' }] },
  });
  await expect(checked({}, ReasonBody)).rejects.toMatchObject({
    extras: { errors: [{ pointer: '/reason' }] },
  });
});

it('does not look at an empty query string', async () => {
  await expect(checked({}, Whole, 'query')).resolves.toEqual({});
});
