import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SnapshotData } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { PageRefusedError, type FetchedPage, type Pages } from '../../fetching/pages.js';
import { PAGES, SETTINGS } from '../../parts.js';
import type { Settings } from '../../settings/settings.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import type { Captured } from '../captured.js';
import { SOURCE_UNKNOWN, SOURCE_WITHDRAWN, sourceDecider } from '../source.decider.js';
import { capturedBy, capturing } from './capturing.js';

/** Fetches a file and captures it. */
export class CaptureByUrl extends Command<Captured> {
  constructor(
    readonly sourceId: string,
    /** The source's own where it is undefined. */
    readonly url: string | undefined,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(CaptureByUrl)
export class CaptureByUrlHandler implements ICommandHandler<CaptureByUrl> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly texts: SnapshotTexts,
    @Inject(PAGES) private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async execute({ sourceId, url, context }: CaptureByUrl): Promise<Captured> {
    let page: FetchedPage | undefined;
    let snapshot: SnapshotData | undefined;
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context,
      // What was recorded under this key is answered before anything is fetched.
      content: { name: 'CaptureByUrl', url: url ?? null },
      command: async ({ state }) => {
        if (!this.settings.captureUrls) throw refusal('captures-off', CAPTURES_OFF);
        if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
        if (state.withdrawn) throw new CommandRefusedError(SOURCE_WITHDRAWN);
        const target = url ?? state.description.url;
        if (target === undefined) throw refusal('capture-url-missing', URL_MISSING);
        // A race that was lost is no reason to fetch again.
        page ??= await this.fetched(target);
        const { bytes, mediaType } = page;
        const found = await capturing(this.texts, bytes, mediaType, state.snapshots);
        const isKnown = found === state.snapshots.at(-1);
        const fetched = { url: target, finalUrl: page.url };
        snapshot = isKnown ? found : { ...found, fetched };
        return { type: 'CaptureSnapshot' as const, snapshot };
      },
    });
    return capturedBy(this.runner, sourceId, outcome, snapshot);
  }

  private async fetched(url: string): Promise<FetchedPage> {
    try {
      return await this.pages.fetch(url);
    } catch (error) {
      if (error instanceof PageRefusedError) throw refusal(error.rule, error.message);
      throw error;
    }
  }
}

const CAPTURES_OFF =
  'This ledger fetches nothing (FACT_LEDGER_CAPTURE_URLS is false); send the bytes as a snapshot.';
const URL_MISSING = 'The source has no URL; name one.';

function refusal(rule: string, detail: string): CommandRefusedError {
  return new CommandRefusedError({ kind: 'rule', rule, detail });
}
