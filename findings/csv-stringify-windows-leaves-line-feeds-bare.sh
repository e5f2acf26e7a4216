#!/usr/bin/env bash
# csv-stringify@6.9.0 (npm, MIT) with `record_delimiter: 'windows'`, read by csv-parse@7.0.3 (npm, MIT).
#
# Expected from memory: a field with a line break in it is quoted, whichever line break it is, as RFC 4180,
# 2.6, asks for; naming CRLF as the end of records changes that end and nothing else.
# Seen: without the option a field with a line feed is quoted. Once the option is given, a line feed or a
# carriage return alone is left bare (CRLF is still quoted), because `quote_record_delimiter` is then off
# unless it is said. The sister package, told the three usual ends of records, then reads two records for
# one.
# So: say `quote_record_delimiter: true` beside `record_delimiter`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit csv-stringify@6.9.0 csv-parse@7.0.3
cat >look.mjs <<'LOOK'
import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
const rows = [
  ['note', 'n'],
  ['one\ntwo', '1'],
];
const written = (options) => stringify(rows, options);
const ends = { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
const seen = {
  'no option': written({}),
  windows: written({ record_delimiter: 'windows' }),
  'windows, CRLF within': stringify([['one\r\ntwo', '1']], { record_delimiter: 'windows' }),
  'windows, quotes said': written({ record_delimiter: 'windows', quote_record_delimiter: true }),
  'records read from windows': parse(written({ record_delimiter: 'windows' }), ends).length,
};
console.log(JSON.stringify(seen, null, 1));
const expected = {
  'no option': 'note,n\n"one\ntwo",1\n',
  windows: 'note,n\r\none\ntwo,1\r\n',
  'windows, CRLF within': '"one\r\ntwo",1\r\n',
  'windows, quotes said': 'note,n\r\n"one\ntwo",1\r\n',
  'records read from windows': 3,
};
if (JSON.stringify(seen) !== JSON.stringify(expected)) {
  console.error('this has changed');
  process.exit(1);
}
LOOK
node look.mjs
