import type { Position, RecordedEvent } from '../../../events/envelope.js';
import type { EventAnswer } from '../event-answer.js';
import {
  isSelected,
  keyOf,
  type Audience,
  type ClaimTopicKeys,
  type LiveSelection,
} from './live-selection.js';
import { eventText } from './stream-text.js';

/** Makes of an event what the audience sees of it. */
export type ShowEvent = (event: RecordedEvent, audience: Audience) => EventAnswer;

/** What is known where nobody asks for a topic. */
export const NO_TOPICS: ClaimTopicKeys = new Map();

/**
 * Events on their way to clients. Each is written once for an audience, and all of them once for those who
 * selected the same, however many these are.
 */
export class LiveBatch {
  private readonly texts = new Map<string, string>();
  private readonly selected = new Map<string, Buffer | undefined>();

  constructor(
    private readonly events: readonly RecordedEvent[],
    private readonly topics: ClaimTopicKeys,
    private readonly show: ShowEvent,
  ) {}

  get first(): Position {
    return this.events[0]!.position;
  }

  get last(): Position {
    return this.events.at(-1)!.position;
  }

  /** Returns what is selected behind that position, as it is sent; undefined where nothing is. */
  bytesFor(selection: LiveSelection, after: Position): Buffer | undefined {
    if (after >= this.first) {
      return this.written(
        selection,
        this.events.filter(({ position }) => position > after),
      );
    }
    const key = keyOf(selection);
    if (!this.selected.has(key)) this.selected.set(key, this.written(selection, this.events));
    return this.selected.get(key);
  }

  private written(selection: LiveSelection, events: readonly RecordedEvent[]): Buffer | undefined {
    const texts = events
      .filter((event) => isSelected(selection, event, this.topics))
      .map((event) => this.textOf(event, selection.audience));
    return texts.length === 0 ? undefined : Buffer.from(texts.join(''));
  }

  private textOf(event: RecordedEvent, audience: Audience): string {
    const key = `${audience} ${event.position}`;
    let text = this.texts.get(key);
    if (text === undefined) {
      const data = JSON.stringify(this.show(event, audience));
      text = eventText({ id: event.position, event: event.type, data });
      this.texts.set(key, text);
    }
    return text;
  }
}
