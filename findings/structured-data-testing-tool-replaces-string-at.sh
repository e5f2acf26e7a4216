#!/usr/bin/env bash
# structured-data-testing-tool@4.5.0 (npm, ISC), with it web-auto-extractor@1.0.17, babel-polyfill@6.26.0
# and core-js@2.6.12, on a Node that has String.prototype.at (16.6 and later).
#
# Expected from memory: a polyfill adds what a language does not have, and leaves alone what it has; to
# require a tool that reads a page changes nothing for the rest of the process.
# Seen: requiring it replaces the native String.prototype.at, which counts from the end, by that of a
# proposal that was given up (mathiasbynens/String.prototype.at), which gives a code point and knows no end:
# `'abc'.at(-1)` is `''` from then on, in all code of the process, without a warning.
# So: run it in a process of its own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit --ignore-scripts structured-data-testing-tool@4.5.0 \
  web-auto-extractor@1.0.17 babel-polyfill@6.26.0 core-js@2.6.12
cat >look.cjs <<'LOOK'
const at = String.prototype.at;
const asked = () => ['abc'.at(-1), 'abc'.at(0), '𝒳y'.at(0).length];
const seen = { before: asked() };
require('structured-data-testing-tool');
seen.after = asked();
seen.replaced = String.prototype.at !== at;
seen.arrays = [1, 2, 3].at(-1);
console.log(JSON.stringify(seen, null, 1));
const expected = { before: ['c', 'a', 1], after: ['', 'a', 2], replaced: true, arrays: 3 };
if (JSON.stringify(seen) !== JSON.stringify(expected)) {
  console.error('this has changed');
  process.exit(1);
}
LOOK
node look.cjs
