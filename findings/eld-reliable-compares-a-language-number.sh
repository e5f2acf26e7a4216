#!/usr/bin/env bash
# eld@2.1.0 (npm, Apache-2.0; language detection): `isReliable()` of a near tie.
#
# Expected from memory: `isReliable()` is false where two languages are nearly as likely, since it is said
# to compare the best score with the next one.
# Seen: it compares with the *number of the next language* (the first member of the pair) in place of its
# score, so that it says true of a tie between Danish and Norwegian of less than one hundredth, and its
# answer for the same two scores turns on which language comes second.
# So: read `getScores()` and judge the distance yourself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit eld@2.1.0
cat >look.mjs <<'EOF'
import { eld } from 'eld/small';
const ties = [
  'Samtalerne har ikke begyndt',
  'De siger at skibet er i havn',
  'Havnen er lukket i dag',
  'Skibene ligger ved kaien',
  'Borgmesteren sagde at havnen er lukket',
  'Der er ingen skibe i havnen',
].map((text) => {
  const told = eld.detect(text);
  const scores = Object.entries(told.getScores()).sort((a, b) => b[1] - a[1]);
  const [[one, most], [other, next]] = scores;
  return { text, languages: `${one}/${other}`, gap: most - next, reliable: told.isReliable() };
});
console.log(ties);
const nearest = ties.filter(({ gap }) => gap < 0.02);
if (nearest.length === 0) throw new Error('no near tie among the sentences any more');
if (!nearest.some(({ reliable }) => reliable)) throw new Error('a near tie is no longer called reliable');
EOF
node look.mjs
echo 'As told: a near tie of two languages is called reliable.'
