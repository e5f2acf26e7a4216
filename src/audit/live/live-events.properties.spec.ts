import fc from 'fast-check';

import type { RecordedEvent } from '../../../events/envelope.js';
import { nameKey } from '../../text/name-key.js';
import type { EventStream } from '../../../test/support/event-stream.js';
import { eventually } from '../../../test/support/eventually.js';
import { LiveLedger, STORE_KINDS } from '../../../test/support/live-ledger.js';
import type { LiveSelection } from './live-selection.js';

const step = fc.oneof(
  fc.record({ append: fc.integer({ min: 1, max: 25 }) }),
  fc.record({ cut: fc.nat({ max: 2 }), bytes: fc.nat({ max: 60_000 }) }),
  fc.record({ wait: fc.nat({ max: 30 }) }),
);

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

/** A client that comes back with the last id that it has, for as long as it is cut. */
class Faithful {
  readonly ids: (string | undefined)[] = [];
  private stream: EventStream;

  constructor(
    private readonly ledger: LiveLedger,
    readonly selection: LiveSelection,
    readonly after: string,
  ) {
    this.stream = ledger.open(selection, after);
  }

  cutIn(bytes: number): void {
    this.stream.cutIn(bytes);
  }

  get has(): (string | undefined)[] {
    return [...this.ids, ...this.stream.ids];
  }

  comeBack(): void {
    if (!this.stream.isOver) return;
    this.ids.push(...this.stream.ids);
    this.stream = this.ledger.open(this.selection, this.ids.at(-1) ?? this.after);
  }
}

it.each(STORE_KINDS)('loses nothing and doubles nothing over %s', async (_, kindOf) => {
  const kind = kindOf();
  let given = 0;
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 4, maxLength: 12 }),
    async (steps) => {
      const ledger = await LiveLedger.begin(kind);
      try {
        given += await go(ledger, steps);
      } finally {
        await ledger.end();
      }
    },
  );
  await fc.assert(property, { numRuns: 15 });
  expect(given).toBeGreaterThan(300);
});

/** Takes the steps, and holds what each client got against the log. @returns how many events they got */
async function go(ledger: LiveLedger, steps: readonly Step[]): Promise<number> {
  const [known = ''] = [...(await topicsIn(ledger)).values()].flat();
  const selections: LiveSelection[] = [
    { audience: 'auditor' },
    { audience: 'public', topicKey: nameKey(known) },
    { audience: 'named', types: ['ClaimRecorded', 'VerdictSubmitted'] },
  ];
  const head = await ledger.head();
  const clients = selections.map((selection) => new Faithful(ledger, selection, head));
  for (const each of steps) {
    if ('append' in each) await ledger.append(each.append);
    else if ('cut' in each) clients[each.cut]!.cutIn(each.bytes);
    else await new Promise((resolve) => setTimeout(resolve, each.wait));
    for (const client of clients) client.comeBack();
  }
  const log = await ledger.eventsAfter(head);
  const topics = await topicsIn(ledger);
  const wanted = selections.map((selection) => wantedOf(selection, log, topics));
  await eventually(() => {
    for (const client of clients) client.comeBack();
    return clients.every(({ has }, n) => has.length >= wanted[n]!.length);
  });
  for (const [n, { has }] of clients.entries()) expect(has).toEqual(wanted[n]);
  return wanted.flat().length;
}

async function topicsIn(ledger: LiveLedger): Promise<Map<string, string[]>> {
  const topics = new Map<string, string[]>();
  for (const { type, stream, data } of await ledger.eventsAfter()) {
    if (type === 'ClaimRecorded') topics.set(stream, (data as { topics: string[] }).topics);
  }
  return topics;
}

function wantedOf(
  { audience, topicKey, types }: LiveSelection,
  log: readonly RecordedEvent[],
  topics: ReadonlyMap<string, string[]>,
): string[] {
  return log
    .filter(({ stream, type }) => {
      const isOfClaim = stream.startsWith('claim-') && !type.startsWith('ConflictOfInterest');
      const isAbout = topics.get(stream)?.some((topic) => nameKey(topic) === topicKey);
      return (
        (audience === 'auditor' || isOfClaim) &&
        (topicKey === undefined || isAbout) &&
        (!types || types.includes(type))
      );
    })
    .map(({ position }) => position);
}
