#!/usr/bin/env bash
# eld@2.1.0 (npm, Apache-2.0; language detection): memory of its small database once it is loaded.
#
# Expected from memory: `eld/small` is the variant for small places; its database is a file of about a
# megabyte, so that a few megabytes of heap would hold it, and a detector in each worker thread costs little.
# Seen (node@20.20.2): 46 MB of heap stay after a garbage collection, 29 bytes for each byte of the file, and
# reading it makes the process 150 MB larger. The 81,206 grams are objects whose keys are the numbers of
# languages, 0 to 59; V8 keeps the elements of such an object in an array with room up to the largest key,
# so that a gram of one language may take what a gram of sixty takes. The same scores packed into one
# Uint8Array, with a Map from gram to place, take less than a quarter of that.
# So: a thread that detects languages is dear by its database, not by its code; pack it where there are many.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit eld@2.1.0
cat >main.mjs <<'SCRIPT'
import { statSync } from 'node:fs';
const database = new URL(process.argv[2]);
const heap = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
const before = heap();
const { ngramsData } = await import(database.href);
const library = heap() - before;
const grams = Object.entries(ngramsData.ngrams);
const places = new Map();
const scores = [];
for (const [gram, of] of grams) {
  places.set(gram, scores.length);
  const pairs = Object.entries(of);
  scores.push(pairs.length, ...pairs.flat().map(Number));
}
const packed = Uint8Array.from(scores);
// Characters of a Map's keys are shared with the library's object: counted here as if they were not.
const own = packed.length + grams.length * (8 * 6 + 32);
const size = statSync(database).size;
console.log(`${grams.length} grams, file ${(size / 1e6).toFixed(1)} MB, heap ${(library / 1e6).toFixed(0)} MB, packed about ${(own / 1e6).toFixed(0)} MB`);
const told = library > 20 * size && own < library / 4 && places.size === grams.length;
process.exitCode = told ? 0 : 1;
SCRIPT
database=$(find node_modules/eld -path '*ngrams/small.js')
node --expose-gc main.mjs "file://$folder/$database" || { echo 'It is otherwise now.'; exit 1; }
echo 'As told: the small database takes many times its size.'
