import { rule } from './rule.js';

const CAPTURE = 'POST /v1/sources/{id}/captures';
const SEND_IT =
  'Fetch the file yourself and send its bytes with `POST /v1/sources/{id}/snapshots`.';

/** Captures by URL: what the server itself fetches from the Web. */
export const CAPTURE_RULES = {
  'captures-off': rule('rule', {
    meaning: 'The server fetches files only where its operator has allowed that.',
    reason:
      'A server that fetches any URL can be made to reach into the network that it stands in.',
    remedy: `${SEND_IT} Or ask the operator to set \`FACT_LEDGER_CAPTURE_URLS=true\`.`,
    example: {
      request: CAPTURE,
      detail:
        'This ledger fetches nothing (FACT_LEDGER_CAPTURE_URLS is false); send the bytes as a snapshot.',
    },
  }),
  'capture-url-missing': rule('rule', {
    meaning: 'A capture needs a URL: that of the request, or that of the source.',
    reason: 'Without a URL there is nothing to fetch.',
    remedy: 'Send `url`, or amend the source with its URL.',
    example: { request: CAPTURE, detail: 'The source has no URL; name one.' },
  }),
  'capture-url-refused': rule('rule', {
    meaning:
      'Only http: and https: URLs on ports 80 and 443 are fetched, without a user name or a password. Each redirect is checked, too.',
    reason: 'Other schemes and ports lead to what is not on the public Web.',
    remedy: `Use the public URL of the page. ${SEND_IT}`,
    example: {
      request: CAPTURE,
      detail: 'ftp: is fetched from nowhere, only http: and https:.',
    },
  }),
  'capture-address-refused': rule('rule', {
    meaning: 'Only public addresses are connected to.',
    reason: 'Addresses of the local machine and of private networks are not on the Web.',
    remedy: `Use the public address of the page. ${SEND_IT}`,
    example: { request: CAPTURE, detail: '127.0.0.1 is not a public address.' },
  }),
  'capture-host-unknown': rule('rule', {
    meaning: 'The host of the URL has an address.',
    reason: 'A name that cannot be resolved cannot be connected to.',
    retry: 'The name server may answer again.',
    remedy: 'Check the spelling of the host. Try again later if the name is right.',
    example: { request: CAPTURE, detail: 'Its host has no address.' },
  }),
  'capture-too-many-redirects': rule('rule', {
    meaning: 'A capture follows five redirects at most.',
    reason: 'Some pages redirect for ever.',
    remedy: `Use the URL that the redirects lead to. ${SEND_IT}`,
    example: { request: CAPTURE, detail: 'More than 5 redirects were followed.' },
  }),
  'capture-not-answered': rule('rule', {
    meaning: 'Only an answer with the status 200 is captured.',
    reason: 'An error page is not the source.',
    retry: 'The server of the page may answer again.',
    remedy: `Check that the page can be read without logging in. Try again later. ${SEND_IT}`,
    example: { request: CAPTURE, detail: 'It was answered 404.' },
  }),
  'capture-media-type-refused': rule('rule', {
    meaning: 'Texts, HTML pages, PDFs and pictures are captured.',
    reason: 'The ledger keeps what reviewers can read and see.',
    remedy: SEND_IT,
    example: {
      request: CAPTURE,
      detail: 'It came with video/mp4; text/plain, text/html are captured.',
    },
  }),
  'capture-too-large': rule('rule', {
    meaning: 'A capture has a limit of bytes, which the operator sets.',
    reason: 'One file must not fill the disk or the memory of the server.',
    remedy: 'Ask the operator about `FACT_LEDGER_MAX_SNAPSHOT_BYTES`, or capture a smaller part.',
    example: { request: CAPTURE, detail: 'It has more than 10485760 bytes.' },
  }),
  'capture-empty': rule('rule', {
    meaning: 'A capture has at least one byte.',
    reason: 'Nothing can be cited from an empty file.',
    retry: 'The server of the page may answer again.',
    remedy: 'Check the URL in a browser. Try again later.',
    example: { request: CAPTURE, detail: 'It was answered with nothing.' },
  }),
  'capture-too-slow': rule('rule', {
    meaning: 'A file comes within a time limit, redirects included.',
    reason: 'A slow server must not hold up captures of other members.',
    retry: 'The server of the page may be quicker.',
    remedy: `Try again later. ${SEND_IT}`,
    example: { request: CAPTURE, detail: 'It did not come within 15 s.' },
  }),
  'capture-failed': rule('rule', {
    meaning: 'The file must arrive without a failure of the connection.',
    reason: 'Half a file is not the source.',
    retry: 'The connection may succeed.',
    remedy: `Try again later. ${SEND_IT}`,
    example: {
      request: CAPTURE,
      detail: 'It could not be fetched: connect ECONNREFUSED 203.0.113.7:443',
    },
  }),
};
