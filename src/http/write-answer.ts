import type { FastifyReply } from 'fastify';

/** What any write answers; a resource may add members. */
export interface WriteAnswer {
  readonly id: string;
  /** Of the stream after the write. */
  readonly revision: number;
  readonly position: string;
}

/** @param location of what was made, where something was. */
export function answerWrite<Answer extends WriteAnswer>(
  reply: FastifyReply,
  answer: Answer,
  location?: string,
): Answer {
  void reply.header('ETag', `"${answer.revision}"`);
  void reply.header('Ledger-Position', answer.position);
  if (location !== undefined) void reply.header('Location', location);
  return answer;
}
