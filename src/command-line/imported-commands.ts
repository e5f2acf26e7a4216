import type { RecordedEvent } from '../../events/envelope.js';
import type { EventStore } from '../event-store/event-store.js';
import { CommandFailed, messageOf } from './exit-codes.js';

/**
 * Puts the events of one command together again, and appends command by command, so that the store
 * knows each of them afterwards and answers a retry of it with its first answer.
 */
export class ImportedCommands {
  private command: RecordedEvent[] = [];
  private place = '';
  private underWay: Promise<void>[] = [];

  /** @param inFlight appends under way at a time; more than one only where the store keeps their order */
  constructor(
    private readonly store: EventStore,
    private readonly inFlight: number,
  ) {}

  /** @param place of the event, for what may be said of it. @throws CommandFailed, also of one before. */
  async add(event: RecordedEvent, place: string): Promise<void> {
    const [first] = this.command;
    const same =
      first?.stream === event.stream && first.metadata.commandId === event.metadata.commandId;
    if (!same) await this.appendCommand();
    this.command.push(event);
    this.place = place;
  }

  async finish(): Promise<void> {
    await this.appendCommand();
    await this.settle();
  }

  private async appendCommand(): Promise<void> {
    if (this.command.length === 0) return;
    const appended = appendTo(this.store, this.command, this.place);
    // Thrown when they are awaited together; until then nobody listens, which would end the process.
    appended.catch(() => undefined);
    this.underWay.push(appended);
    this.command = [];
    if (this.underWay.length >= this.inFlight) await this.settle();
  }

  private async settle(): Promise<void> {
    await Promise.all(this.underWay);
    this.underWay = [];
  }
}

async function appendTo(
  store: EventStore,
  command: readonly RecordedEvent[],
  place: string,
): Promise<void> {
  const [first] = command as [RecordedEvent];
  const { stream, revision, metadata } = first;
  const { commandId, commandDigest } = metadata;
  const expected = revision === 0n ? 'no-stream' : revision - 1n;
  const disorder = command.find((event, n) => event.revision !== revision + BigInt(n));
  if (disorder) throw new CommandFailed(`${place}: revision ${disorder.revision} is out of order`);
  let isNew: boolean;
  try {
    const options = { commandId, commandDigest, keepInstants: true };
    const result = await store.append(stream, command, { expected, ...options });
    isNew = !result.deduplicated;
  } catch (error) {
    throw new CommandFailed(`${place}: ${messageOf(error)}`);
  }
  if (!isNew) throw new CommandFailed(`${place}: the command ${commandId} comes twice`);
}
