import fc from 'fast-check';

const KILOBYTE = 1_024;

/** Makes what is hardly JSON, or JSON that programs trip over, out of a body or in its place. */
export function brokenJson(body: Uint8Array): fc.Arbitrary<Uint8Array> {
  const text = Buffer.from(body).toString();
  return fc.oneof(
    fc.constantFrom(...texts(text)).map((each) => Buffer.from(each)),
    fc.record({ at: fc.nat(body.length - 1), by: fc.nat(255) }).map(({ at, by }) => {
      const bytes = Buffer.from(body);
      bytes[at] = by;
      return bytes;
    }),
    fc.nat(body.length).map((length) => body.subarray(0, length)),
  );
}

function texts(text: string): string[] {
  const member = (value: string) => text.replace('{', `{"more":${value},`);
  return [
    '[',
    '{}',
    'null',
    '""',
    `\ufeff${text}`,
    `${text}${text}`,
    text.replaceAll('"', "'"),
    text.replace('"', '"\\ud800'),
    text.replace(/"([^"]*)"/, '"$1":1,"$1"'),
    member('1e400'),
    member('-0'),
    member('9'.repeat(400)),
    member('0.'.padEnd(KILOBYTE, '1')),
    member('"\\ud83d"'),
    member('"\\u0000"'),
    member('{"__proto__":{"polluted":true}}'),
    member('{"constructor":{"prototype":{}}}'),
    member(`${'['.repeat(19)}${']'.repeat(19)}`),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`,
    `{${Array.from({ length: 20_000 }, (_, n) => `"m${n}":${n}`).join()}}`,
    `[${'0,'.repeat(200_000)}0]`,
    `{"reason":"${'x'.repeat(600 * KILOBYTE)}"}`,
    `{"reason":"${'\\u0041'.repeat(80 * KILOBYTE)}"}`,
  ];
}
