#!/usr/bin/env bash
# bcp-47@2.1.2 (npm, MIT): tags that RFC 5646 calls malformed or invalid by their form.
#
# Expected from memory: `parse` of a tag that RFC 5646 forbids by its form gives nothing and warns: a
# variant twice (2.2.5), an extension's singleton twice (2.2.6, appendix A: `ar-a-aaa-b-bbb-a-ccc`), and
# letters outside ASCII (2.1).
# Seen (node@20.20.2): all three are taken without a warning. The last because the tag is brought into lower case before it
# is looked at, where U+212A (KELVIN SIGN) becomes an ordinary `k`.
# So: check for repeated variants and singletons, and for ASCII, beside the package.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit bcp-47@2.1.2
cat >look.mjs <<'EOF'
import { parse } from 'bcp-47';
for (const tag of ['de-1901-1901', 'ar-a-aaa-b-bbb-a-ccc', '\u212Aa']) {
  const warnings = [];
  const { language } = parse(tag, { normalize: false, warning: (reason) => warnings.push(reason) });
  console.log(JSON.stringify(tag), { language, warnings });
  if (!language || warnings.length > 0) throw new Error(`${tag} is refused now`);
}
EOF
node look.mjs
echo 'As told: three tags that RFC 5646 forbids by their form are taken.'
