#!/usr/bin/env bash
# esbuild@0.28.2 (npm, MIT) with class-transformer@0.5.1 (npm, MIT): what `import()` of a CommonJS library
# gives depends on `--splitting`.
#
# Expected from memory: `--splitting` (format ESM) decides how many files come out and nothing else, so
# that `const { plainToInstance } = await import('class-transformer')` gives the function in Node, in one
# bundled file, and in split ones.
# Seen (node@20.20.2): the function in Node and in the one file; undefined where the bundle is split. The
# chunk of a CommonJS module exports `default` alone, while the one file spreads the exports over the
# namespace. The build warns of nothing. NestJS 12 imports class-transformer and class-validator so, and
# fails at the first request that is validated.
# So: keep CommonJS that is imported when needed out of a split bundle, or take its `default`; and look
# through the metafile for dynamic imports whose target is `format: "cjs"`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit esbuild@0.28.2 class-transformer@0.5.1
cat >main.mjs <<'EOF'
const library = await import('class-transformer');
console.log(typeof library.plainToInstance, typeof library.default.plainToInstance);
EOF
bundle() {
  npx esbuild main.mjs --bundle --platform=node --format=esm --log-level=warning \
    --out-extension:.js=.mjs --outdir="$1" "${@:2}"
}
seen() { node "$2" | sed "s/^/$1: /"; }
bundle one
bundle split --splitting
found=$(seen 'in Node' main.mjs; seen 'in one file' one/main.mjs; seen 'split' split/main.mjs)
echo "$found"
expected='in Node: function function
in one file: function function
split: undefined function'
[ "$found" = "$expected" ] || { echo 'It is otherwise now.'; exit 1; }
echo 'As told: a split bundle gives the default of a CommonJS module alone.'
