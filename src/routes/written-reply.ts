import type { FastifyReply } from 'fastify';

import type { WriteAnswer, Written } from './command.js';

/** Answers a write: its headers, 200 where what should have been made is known, and its body. */
export function answerWritten<Added>(
  reply: FastifyReply,
  { answer, location }: Written<Added>,
  creates: boolean,
): WriteAnswer & Added {
  void reply.header('ETag', `"${answer.revision}"`).header('Ledger-Position', answer.position);
  // An answer may hold a key, which is shown once.
  void reply.header('Cache-Control', 'no-store');
  if (location !== undefined) void reply.header('Location', location);
  else if (creates) void reply.status(200);
  return answer;
}
