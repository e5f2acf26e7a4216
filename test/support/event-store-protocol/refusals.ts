import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** Where another node is found. */
export interface NodePlace {
  readonly host: string;
  readonly port: number;
}

/**
 * How a whole call is refused: the codes, words and trailers of
 * KurrentDB.Core/Services/Transport/Grpc/RpcExceptions.cs, version 26.1.
 */
export class Refusal extends Error implements ServiceError {
  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }

  readonly metadata = new Metadata();
}

export function notLeader({ host, port }: NodePlace): Refusal {
  return new Refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });
}

export function notReady(): Refusal {
  return new Refusal(status.UNAVAILABLE, 'Server Is Not Ready');
}

export function tooBusy(): Refusal {
  return new Refusal(status.UNAVAILABLE, 'Server Is Too Busy');
}

export function timedOut(): Refusal {
  return new Refusal(status.ABORTED, 'Operation timed out: Commit phase timeout.');
}

export function accessDenied(): Refusal {
  return new Refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

/** An unknown user, or another password (seen on KurrentDB 26.1). */
export function loginRefused(): Refusal {
  return new Refusal(status.UNAUTHENTICATED, 'Unauthenticated');
}

export function streamDeleted(stream: string): Refusal {
  return new Refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

export function appendTooLarge(greatest: number): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${greatest} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(greatest),
  });
}

export function eventTooLarge(id: string, size: number, greatest: number): Refusal {
  return new Refusal(
    status.INVALID_ARGUMENT,
    `Event with Id: ${id}, Size: ${size}, exceeds Maximum Append Event Size of ${greatest}.`,
    {
      exception: 'maximum-append-event-size-exceeded',
      'maximum-append-event-size': String(greatest),
      'event-id': id,
      'proposed-append-event-size': String(size),
    },
  );
}

export function positionNotTaken(): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
}

export function unknown(what: string): Refusal {
  return new Refusal(status.UNKNOWN, what);
}

export function notSpoken(what: string): Refusal {
  return new Refusal(status.UNIMPLEMENTED, `the test server does not speak ${what}`);
}

/** What a client makes of a call that a server lets go of while it shuts down, as seen on 24.2.0. */
export function endedWithoutStatus(): Refusal {
  return new Refusal(
    status.INTERNAL,
    'Received RST_STREAM with code 0 (Call ended without gRPC status)',
  );
}

export function noExpectation(): Refusal {
  return new Refusal(status.INVALID_ARGUMENT, "'None' is not a valid expected stream position");
}
