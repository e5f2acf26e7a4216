import fc from 'fast-check';

/** Content-Types that a capture may be declared with, malformed ones among them. */
export const hostileTypes = fc.constantFrom(
  'text/plain',
  'text/plain; charset=utf-16le',
  'text/plain; charset=nothing',
  'text/plain; charset="',
  'text/plain, text/html',
  'text/markdown; charset=shift_jis',
  'text/markdown; variant=GFM',
  'text/html; charset=shift_jis',
  'application/xhtml+xml',
  'application/pdf',
  'application/json',
  'multipart/form-data; boundary=x',
  'a/b; c=d; c=e',
  '*/*',
  ';',
);

const beginnings = fc.constantFrom(
  '',
  '%PDF-1.7\n',
  '<!doctype html><meta charset=big5><p>',
  '\ufeff',
  '# ',
  '\x1f\x8b',
);

/** Bytes of every kind that texts are taken out of, and of others. */
export const hostileBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .tuple(beginnings, fc.string({ unit: 'binary', maxLength: 400 }))
    .map((parts) => Buffer.from(parts.join(''))),
  fc.nat(400).map((depth) => Buffer.from('<div>'.repeat(depth * 20))),
);
