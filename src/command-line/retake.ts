import type { TextTaken } from '../sources/commands/take-text.js';
import type { SourceAnswer } from '../sources/sources.js';
import { RequestRefused, type LedgerClient } from './ledger-client.js';
import { interruptible } from './interruption.js';
import { amount, printColumns, printJson } from './output.js';
import { progress } from './progress.js';

interface Retaken {
  readonly captures: number;
  readonly changed: number;
  /** Whose text stays as it is, since none is taken out now. */
  readonly kept: number;
}

/** A request that the ledger's rules refuse, and not the caller's rights. */
const REFUSED_BY_RULE = 409;

/**
 * Has the texts of all captures taken out anew, source by source, and prints those that differ. What was
 * done stays done when it is interrupted; beginning again finds nothing changed there.
 */
export async function retake(
  client: LedgerClient,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const shown = progress();
  try {
    const { captures, changed, kept } = await interruptible(async (signal) => {
      let done: Retaken = { captures: 0, changed: 0, kept: 0 };
      for await (const source of client.list<SourceAnswer>('v1/sources')) {
        const { id, withdrawn, snapshots } = source;
        if (withdrawn) continue;
        for (const { capture } of snapshots) {
          signal.throwIfAborted();
          done = counted(done, await retaken(client, id, capture, dryRun, json));
          shown.show(
            `${amount(done.captures, 'capture')} read, ${amount(done.changed, 'text')} different`,
          );
        }
      }
      return done;
    });
    const what = dryRun ? 'would be recorded' : 'recorded';
    shown.done(
      `${amount(captures, 'capture')} read, ${amount(changed, 'text')} ${what}, ${kept} kept as before`,
    );
  } catch (error) {
    shown.failed();
    throw error;
  }
}

type Outcome = 'changed' | 'same' | 'kept';

async function retaken(
  client: LedgerClient,
  sourceId: string,
  capture: number,
  dryRun: boolean,
  json: boolean,
): Promise<Outcome> {
  const path = `v1/sources/${sourceId}/captures/${capture}/texts${dryRun ? '?dryRun=true' : ''}`;
  let taken: TextTaken;
  try {
    taken = await client.call<TextTaken>('POST', path);
  } catch (error) {
    if (!(error instanceof RequestRefused && error.status === REFUSED_BY_RULE)) throw error;
    await told(json, { sourceId, capture, kept: error.detail });
    return 'kept';
  }
  if (!taken.changed) return 'same';
  await told(json, { sourceId, capture, characters: taken.characters });
  return 'changed';
}

function told(
  json: boolean,
  line: { readonly sourceId: string; readonly capture: number } & (
    { readonly characters: number | null } | { readonly kept: string }
  ),
): Promise<void> {
  if (json) return printJson(line);
  const became = 'kept' in line ? line.kept : sizeOf(line.characters);
  return printColumns([line.sourceId, String(line.capture), became]);
}

/** @param characters null where the capture has no text now */
function sizeOf(characters: number | null): string {
  return characters === null ? 'no text' : amount(characters, 'character');
}

function counted({ captures, changed, kept }: Retaken, outcome: Outcome): Retaken {
  return {
    captures: captures + 1,
    changed: changed + Number(outcome === 'changed'),
    kept: kept + Number(outcome === 'kept'),
  };
}
