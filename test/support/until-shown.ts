import type { Position } from '../../events/envelope.js';
import { accepted } from './answers.js';
import type { ApiClient } from './api-client.js';

const TRIES = 15;

/** Resolves when the views show that position. One try waits two seconds. @throws Error after many. */
export async function untilShown(client: ApiClient, position: Position): Promise<void> {
  for (let n = 1; ; n += 1) {
    const answer = await client.get(`/v1/claims?limit=1&atLeast=${position}`);
    if (answer.status === 503 && n < TRIES) continue;
    accepted(answer);
    return;
  }
}
