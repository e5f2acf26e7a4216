import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';

import { expectationOf, performAppend, type AppendAnswer } from './appending.js';
import type { Expectation, ProposedEvent } from './event-log.js';
import type { AppendRefusal } from './faults.js';
import { proposedEvent, streamName } from './messages.js';
import { refusedAsFollower, type NodeState } from './node-state.js';
import {
  accessDenied,
  appendTooLarge,
  eventTooLarge,
  noExpectation,
  notReady,
  streamDeleted,
  timedOut,
  tooBusy,
  unknown,
  type Refusal,
} from './refusals.js';

/** Streams.Append: one append on a call of its own, which a client makes that gives credentials. */
export async function singleAppend(
  node: NodeState,
  call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
  callback: sendUnaryData<streams.AppendResp>,
): Promise<void> {
  let options: streams.AppendReq.Options | undefined;
  const events: ProposedEvent[] = [];
  // Where the connection breaks, Node ends the loop or, earlier, throws "Premature close".
  try {
    for await (const request of call as AsyncIterable<streams.AppendReq>) {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message !== undefined) events.push(proposedEvent(message));
    }
  } catch (error) {
    if (!call.destroyed) throw error;
    return;
  }
  // It broke off before it was complete.
  if (call.cancelled) return;
  const expected = options && expectationOf(options);
  if (expected === undefined) return callback(noExpectation());
  const stream = streamName(options?.getStreamIdentifier());
  const refusal = refusedAsFollower(node, call.metadata);
  if (refusal !== undefined) return callback(refusal);
  const answer = await performAppend(node, { stream, expected, events }, call.getPeer());
  respond(answer, stream, expected, callback);
}

function respond(
  answer: AppendAnswer,
  stream: string,
  expected: Expectation,
  callback: sendUnaryData<streams.AppendResp>,
): void {
  switch (answer.result) {
    case 'stored':
      return callback(null, new streams.AppendResp().setSuccess(success(answer)));
    case 'wrong-expected-version': {
      const wrong = wrongExpectedVersion(expected, answer.current);
      return callback(null, new streams.AppendResp().setWrongExpectedVersion(wrong));
    }
    case 'stream-deleted':
      return callback(streamDeleted(stream));
    case 'too-large':
      return callback(appendTooLarge(answer.greatest));
    case 'event-too-large':
      return callback(eventTooLarge(answer.id, answer.size, answer.greatest));
    case 'refused':
      return callback(refusalFor(answer.why));
    case 'call-refused':
      return callback(answer.refusal);
    case 'none':
      return;
  }
}

function success({
  last,
  position,
}: Extract<AppendAnswer, { result: 'stored' }>): streams.AppendResp.Success {
  const done = new streams.AppendResp.Success();
  if (last === undefined) done.setNoStream(new shared.Empty());
  else done.setCurrentRevision(String(last));
  return done.setPosition(
    new streams.AppendResp.Position()
      .setCommitPosition(String(position.commit))
      .setPreparePosition(String(position.prepare)),
  );
}

function wrongExpectedVersion(
  expected: Expectation,
  current: bigint | undefined,
): streams.AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new shared.Empty());
  if (expected === 'no-stream') return wrong.setExpectedNoStream(new shared.Empty());
  if (expected === 'stream-exists') return wrong.setExpectedStreamExists(new shared.Empty());
  return wrong.setExpectedRevision(String(expected));
}

function refusalFor(why: AppendRefusal): Refusal {
  switch (why) {
    case 'not-ready':
      return notReady();
    case 'too-busy':
      return tooBusy();
    case 'timeout':
      return timedOut();
    case 'access-denied':
      return accessDenied();
    case 'unknown':
      return unknown('Unexpected OperationResult: InvalidTransaction');
  }
}
