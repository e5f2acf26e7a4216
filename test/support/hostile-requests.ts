import fc from 'fast-check';

const tricks = fc.constantFrom(
  '..',
  '.',
  '%2e%2e',
  '%2f',
  '%5c',
  '\\',
  '//',
  '%00',
  '%',
  '%zz',
  '%ff',
  '%c0%ae',
  '.git',
  '.env',
  ';',
  ':',
  '~',
  '*',
  'index.html',
  'swagger-ui.css',
  'a'.repeat(300),
);
/** What a request line can hold: printable ASCII without blanks, and bytes above it. */
const segment = fc.oneof(tricks, fc.stringMatching(/^[!-~\x80-\xff]{0,12}$/));
/** Paths of a request line: ways out of a folder, what cannot be decoded, and whatever else there may be. */
export const hostilePaths = fc
  .tuple(
    fc.constantFrom('/docs', '/v1', '/v1/claims', '/v1/snapshots', '/problems', ''),
    fc.array(segment, { maxLength: 4 }),
    fc.option(fc.stringMatching(/^[!-~]{0,20}$/), { nil: undefined }),
  )
  .map(
    ([root, segments, query]) =>
      `${[root, ...segments].join('/') || '/'}${query === undefined ? '' : `?${query}`}`,
  );

const names = fc.constantFrom(
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Content-Encoding',
  'Content-Type',
  'Cookie',
  'Expect',
  'Forwarded',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'Origin',
  'Range',
  'TE',
  'Upgrade',
  'Via',
  'X-Forwarded-For',
  'X-HTTP-Method-Override',
);
const values = fc.oneof(
  fc.constantFrom(
    '*',
    '"0"',
    'W/"0"',
    '"0", "1"',
    'bytes=0-0',
    'bytes=-1',
    'bytes=5-1',
    'bytes=99999999-',
    'bytes=0-1,3-4',
    'bytes=a-b',
    'lines=1-2',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    'yesterday',
    'application/x-ndjson',
    'text/csv',
    'text/vnd.graphviz',
    'gzip, br;q=0',
    'http://desk.example',
    'Bearer fl_x',
  ),
  fc.stringMatching(/^[ -~\x80-\xff]{0,30}$/),
);
/** What ends the connection or makes a body of what follows is another test's. */
export const hostileHeaders = fc.dictionary(names, values, { maxKeys: 4 });
