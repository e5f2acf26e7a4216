import { contributors } from '../../access/route-access.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import type { RuleOf } from '../../deciding/decision.js';
import { PageRefusedError, type FetchedPage, type Pages } from '../../fetching/pages.js';
import { HttpUrl } from '../../http/fields.js';
import { PAGES, SETTINGS } from '../../parts.js';
import { defineCommand } from '../../routes/command.js';
import { contentOf } from '../../snapshots/content.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { captureAnswer, captureLocation, CAPTURED, capturing, KNOWN_CAPTURE } from '../captured.js';
import { SOURCE_UNKNOWN, SOURCE_WITHDRAWN, sourceDecider } from '../source.decider.js';

export class CaptureBody {
  @HttpUrl({ optional: true, description: "The source's own where it is left out." }) url?: string;
}

/** What was recorded under its key is answered before anything is fetched. */
export const CaptureByUrl = defineCommand('CaptureByUrl', {
  route: 'POST /v1/sources/:id/captures',
  summary: 'Fetch a file and capture it, where FACT_LEDGER_CAPTURE_URLS lets the server fetch',
  description:
    "The server fetches the URL that is named, or the source's own, and captures what it gets. Refused as `captures-off` unless FACT_LEDGER_CAPTURE_URLS is true.",
  access: contributors,
  usesFiles: true,
  body: CaptureBody,
  uses: [SnapshotTexts, PAGES, SETTINGS],
  adds: CAPTURED,
  known: KNOWN_CAPTURE,
  examples: {
    page: { summary: 'A page', body: { url: 'https://courier.example/talks' } },
  },
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: async ({ body, state, once, hold }, texts, pages, settings) => {
    if (!settings.captureUrls) throw refusal('captures-off', CAPTURES_OFF);
    if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
    if (state.withdrawn) throw new CommandRefusedError(SOURCE_WITHDRAWN);
    const url = body.url ?? state.description.url;
    if (url === undefined) throw refusal('capture-url-missing', URL_MISSING);
    const page = await once(() => fetched(pages, url));
    const content = contentOf(page.bytes);
    const found = await capturing(texts, content, page.mediaType, state.snapshots, hold);
    const isKnown = found === state.snapshots.at(-1);
    const snapshot = isKnown ? found : { ...found, fetched: { url, finalUrl: page.url } };
    return { type: 'CaptureSnapshot' as const, snapshot };
  },
  answer: captureAnswer,
  location: captureLocation,
});

const CAPTURES_OFF =
  'This ledger fetches nothing (FACT_LEDGER_CAPTURE_URLS is false); send the bytes as a snapshot.';
const URL_MISSING = 'The source has no URL; name one.';

async function fetched(pages: Pages, url: string): Promise<FetchedPage> {
  try {
    return await pages.fetch(url);
  } catch (error) {
    if (error instanceof PageRefusedError) throw refusal(error.rule, error.message);
    throw error;
  }
}

function refusal(rule: RuleOf<'rule'>, detail: string): CommandRefusedError {
  return new CommandRefusedError({ kind: 'rule', rule, detail });
}
