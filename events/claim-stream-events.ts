import { citationEvents } from './citation/citation-events.js';
import { claimEvents } from './claim/claim-events.js';
import { findingEvents } from './finding/finding-events.js';
import { publicationEvents } from './publication/publication-events.js';
import { verdictEvents } from './verdict/verdict-events.js';

/** Everything that may stand in a claim's stream, in the versions that are written today. */
export const claimStreamEvents = [
  ...claimEvents,
  ...citationEvents,
  ...verdictEvents,
  ...findingEvents,
  ...publicationEvents,
] as const;
