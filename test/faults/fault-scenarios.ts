import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ProtocolServer } from '../support/event-store-protocol/protocol-server.js';
import { endedWithoutStatus, notReady, unknown } from '../support/event-store-protocol/refusals.js';

/** What goes wrong while commands come in, and is over when it resolves. */
export type Scenario = (server: ProtocolServer) => Promise<void> | void;

/** Longer than a call may take in these tests: the first try hears nothing in time. */
export const TIMEOUT_MS = 1_500;

/** Every fault that the server can be told of, one at a time. */
export const SCENARIOS: readonly (readonly [string, Scenario])[] = [
  ['answers come late', ({ faults }) => void faults.appends.add({ lateAfter: TIMEOUT_MS }, 3)],
  ['appends are stored late', ({ faults }) => void faults.appends.add({ lateBefore: 900 }, 3)],
  [
    'the connection breaks before the events are stored',
    ({ faults }) => void faults.appends.add({ breakConnection: 'before-storing' }, 3),
  ],
  [
    'the connection breaks after they are stored',
    ({ faults }) => void faults.appends.add({ breakConnection: 'after-storing' }, 3),
  ],
  ['every connection breaks', ({ faults }) => faults.breakConnections()],
  [
    'the call that all appends share ends',
    ({ faults }) => {
      const refuseCall = endedWithoutStatus();
      faults.appends.add({ refuseCall, storedAllTheSame: true }, 2);
      faults.appends.add({ refuseCall }, 2);
    },
  ],
  [
    'the server crashes before it has stored, and comes back',
    async (server) => {
      server.faults.appends.add({ crash: 'before-storing' });
      await untilAway(server);
      await server.restart();
    },
  ],
  [
    'the server crashes after it has stored, and comes back',
    async (server) => {
      server.faults.appends.add({ crash: 'after-storing' });
      await untilAway(server);
      await server.restart();
    },
  ],
  [
    'the server stands still for a while',
    async ({ faults }) => {
      faults.freeze();
      await sleep(1_000);
      faults.thaw();
    },
  ],
  [
    'the server is starting',
    async ({ faults }) => {
      faults.notReady = true;
      await sleep(400);
      faults.notReady = false;
    },
  ],
  ['appends are refused as not ready', refusing('not-ready')],
  ['appends are refused as too many', refusing('too-busy')],
  ['appends are refused for no known reason', refusing('unknown')],
  ['commits time out, and are not made', refusing('timeout')],
  [
    'commits time out, and are made all the same',
    ({ faults }) => void faults.appends.add({ refuse: 'timeout', storedAllTheSame: true }, 3),
  ],
  [
    'the server does not tell what it can do',
    async (server) => {
      server.faults.serverFeatures.add({ refuse: notReady() }, 2);
      await server.restart();
    },
  ],
  ['reads are refused', ({ faults }) => void faults.reads.add({ refuse: notReady() }, 3)],
  ['reads break off', ({ faults }) => void faults.reads.add({ breakAfterEvents: 1 }, 3)],
  ['subscriptions are dropped', ({ faults }) => faults.dropSubscriptions(unknown('dropped'))],
  ['subscriptions end without a word', ({ faults }) => faults.dropSubscriptions()],
  [
    'the disk is full, until there is room',
    async (server) => {
      const makeRoom = server.faults.fillUp();
      await untilAway(server);
      makeRoom();
      await server.restart();
    },
  ],
];

/** The fault waits for an append; then the server is gone for a while. */
async function untilAway({ port }: ProtocolServer): Promise<void> {
  while (await isListening(port)) await sleep(20);
  await sleep(200);
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

function refusing(refuse: 'not-ready' | 'too-busy' | 'unknown' | 'timeout'): Scenario {
  return ({ faults }) => void faults.appends.add({ refuse }, 3);
}
