import type status from '@eventstore/db-client/generated/status_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';

import { expectationOf, performAppend, type Append, type AppendAnswer } from './appending.js';
import {
  batchAccessDenied,
  batchEventTooLarge,
  batchNotHandled,
  batchStreamDeleted,
  batchTimeout,
  batchTooLarge,
  batchUnknown,
  wrongExpectedVersion,
} from './batch-statuses.js';
import type { ProposedEvent } from './event-log.js';
import type { AppendRefusal } from './faults.js';
import { idOf, proposedEvent, streamIdentifier, streamName } from './messages.js';
import { refusedAsFollower, type NodeState } from './node-state.js';
import { noExpectation } from './refusals.js';

type Call = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

interface Unfinished extends Append {
  readonly events: ProposedEvent[];
}

/** Streams.BatchAppend: many appends on one call, told apart by their correlation ids. */
export function batchAppend(node: NodeState, call: Call): void {
  const unfinished = new Map<string, Unfinished>();
  const answer = (request: streams.BatchAppendReq, append: Append, answered: AppendAnswer) => {
    if (answered.result === 'call-refused') return void call.emit('error', answered.refusal);
    const response = responseTo(append, answered);
    if (response === undefined || call.cancelled || call.destroyed) return;
    call.write(response.setCorrelationId(request.getCorrelationId()));
  };
  call.on('data', (request: streams.BatchAppendReq) => {
    const id = idOf(request.getCorrelationId());
    const options = request.getOptions();
    if (options !== undefined) {
      const expected = expectationOf(options);
      if (expected === undefined) return void call.emit('error', noExpectation());
      const stream = streamName(options.getStreamIdentifier());
      const begun = { stream, expected, events: [] };
      if (!node.faults.storesLateBatches && isPast(options)) {
        return answer(request, begun, { result: 'refused', why: 'timeout' });
      }
      unfinished.set(id, begun);
    }
    const append = unfinished.get(id);
    // Without one, this is the rest of an append that was refused by its first part.
    if (append === undefined) return;
    append.events.push(...request.getProposedMessagesList().map(proposedEvent));
    if (!request.getIsFinal()) return;
    unfinished.delete(id);
    const refusal = refusedAsFollower(node, call.metadata);
    // Told by the trailers of the call, which end every other append on it, too.
    if (refusal !== undefined) return void call.emit('error', refusal);
    void performAppend(node, append, call.getPeer()).then((given) =>
      answer(request, append, given),
    );
  });
  call.on('end', () => call.end());
}

function isPast(options: streams.BatchAppendReq.Options): boolean {
  const deadline = options.getDeadline()?.toDate();
  return deadline !== undefined && deadline.getTime() <= Date.now();
}

/** Undefined where nobody is there to answer. */
function responseTo(
  { stream, expected }: Append,
  answer: Exclude<AppendAnswer, { result: 'call-refused' }>,
): streams.BatchAppendResp | undefined {
  const identifier = streamIdentifier(stream);
  const response = new streams.BatchAppendResp().setStreamIdentifier(identifier);
  switch (answer.result) {
    case 'stored':
      return response.setSuccess(success(answer));
    case 'wrong-expected-version':
      return response.setError(wrongExpectedVersion(expected, answer.current));
    case 'stream-deleted':
      return response.setError(batchStreamDeleted(identifier));
    case 'too-large':
      return response.setError(batchTooLarge(answer.greatest));
    case 'event-too-large':
      return response.setError(batchEventTooLarge());
    case 'refused':
      return response.setError(refusal(answer.why));
    case 'none':
      return undefined;
  }
}

function success({
  last,
  position,
}: Extract<AppendAnswer, { result: 'stored' }>): streams.BatchAppendResp.Success {
  const done = new streams.BatchAppendResp.Success();
  if (last === undefined) done.setNoStream(new empty.Empty());
  else done.setCurrentRevision(String(last));
  return done.setPosition(
    new shared.AllStreamPosition()
      .setCommitPosition(String(position.commit))
      .setPreparePosition(String(position.prepare)),
  );
}

function refusal(why: AppendRefusal): status.Status {
  switch (why) {
    case 'not-ready':
      return batchNotHandled('Server Is Not Ready');
    case 'too-busy':
      return batchNotHandled('Server Is Busy');
    case 'timeout':
      return batchTimeout();
    case 'access-denied':
      return batchAccessDenied();
    case 'unknown':
      return batchUnknown();
  }
}
