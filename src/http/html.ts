import { createHash } from 'node:crypto';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it may stand between tags, and in an attribute within quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/**
 * Data as a page may hold it in itself, of which nothing is run: no end tag or comment can begin in it.
 * https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function dataBlock(mediaType: string, data: unknown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="${mediaType}">${json}</script>`;
}

/** The Content-Security-Policy of a page that has that style sheet in itself, and nothing else. */
export function policyOfPage(style: string): string {
  const digest = createHash('sha256').update(style).digest('base64');
  return (
    `default-src 'none'; style-src 'sha256-${digest}'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  );
}
