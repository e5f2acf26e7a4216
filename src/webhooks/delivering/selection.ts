import { idOf, type RecordedEvent } from '../../../events/envelope.js';
import type { WebhookSelection } from '../../../events/webhook/webhook-events.js';
import { nameKey } from '../../text/name-key.js';
import { categoryOf, isDelivered } from './delivered-events.js';

/** Whether any of the webhooks has to know the topics of a claim. */
export function asksForTopics(selections: readonly WebhookSelection[]): boolean {
  return selections.some(({ topics }) => topics.length > 0);
}

/**
 * Whether an event is for a webhook: it meets each list that is not empty.
 *
 * @param topics of the event's claim at that event; none where it is of none
 */
export function isSelected(
  { eventTypes, claims, topics: asked }: WebhookSelection,
  event: Pick<RecordedEvent, 'type' | 'stream'>,
  topics: readonly string[],
): boolean {
  if (!isDelivered(event)) return false;
  if (eventTypes.length > 0 && !eventTypes.includes(event.type)) return false;
  if (claims.length === 0 && asked.length === 0) return true;
  if (categoryOf(event.stream) !== 'claim') return false;
  if (claims.length > 0 && !claims.includes(idOf(event.stream))) return false;
  if (asked.length === 0) return true;
  const keys = new Set(topics.map(nameKey));
  return asked.some((topic) => keys.has(nameKey(topic)));
}
