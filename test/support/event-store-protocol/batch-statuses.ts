import code from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import type { Message } from 'google-protobuf';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';

import type { Expectation } from './event-log.js';

/**
 * How one append among the many of a batch stream is refused: google.rpc.Status with the details packed
 * as KurrentDB.Core/Services/Transport/Grpc/Status.cs packs them, version 26.1.
 */
function refusal(
  name: string,
  statusCode: code.Code,
  details: Message,
  typeName = `event_store.client.${name}`,
): status.Status {
  const packed = new any.Any();
  packed.pack(details.serializeBinary(), typeName);
  return new status.Status().setCode(statusCode).setMessage(name).setDetails(packed);
}

export function wrongExpectedVersion(
  expected: Expectation,
  current: bigint | undefined,
): status.Status {
  const details = new shared.WrongExpectedVersion();
  if (current === undefined) details.setCurrentNoStream(new empty.Empty());
  else details.setCurrentStreamRevision(String(current));
  if (expected === 'any') details.setExpectedAny(new empty.Empty());
  else if (expected === 'no-stream') details.setExpectedNoStream(new empty.Empty());
  else if (expected === 'stream-exists') details.setExpectedStreamExists(new empty.Empty());
  else details.setExpectedStreamPosition(String(expected));
  return refusal('WrongExpectedVersion', code.Code.ALREADY_EXISTS, details);
}

export function batchStreamDeleted(identifier: shared.StreamIdentifier): status.Status {
  const details = new shared.StreamDeleted().setStreamIdentifier(identifier);
  return refusal('StreamDeleted', code.Code.NOT_FOUND, details);
}

export function batchAccessDenied(): status.Status {
  return refusal('AccessDenied', code.Code.PERMISSION_DENIED, new shared.AccessDenied());
}

export function batchTimeout(): status.Status {
  return refusal('Timeout', code.Code.DEADLINE_EXCEEDED, new shared.Timeout());
}

export function batchUnknown(): status.Status {
  return refusal('Unknown', code.Code.UNKNOWN, new shared.Unknown());
}

export function batchTooLarge(greatest: number): status.Status {
  const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(greatest);
  return refusal('MaximumAppendSizeExceeded', code.Code.INVALID_ARGUMENT, details);
}

/** The client has no such message, and looks at nothing but its name: what is in it is left out. */
export function batchEventTooLarge(): status.Status {
  const name = 'MaximumAppendEventSizeExceeded';
  return refusal(name, code.Code.INVALID_ARGUMENT, new empty.Empty());
}

/** What the node's own state forbids: no code, and nothing in the details but that there are some. */
export function batchNotHandled(why: 'Server Is Not Ready' | 'Server Is Busy'): status.Status {
  return refusal(why, code.Code.OK, new empty.Empty(), 'google.protobuf.Empty');
}
