import { counted, ownStream, rejection, ServerAndClients, until } from './protocol-under-test.js';
import { endedWithoutStatus } from './refusals.js';

it('an answer to an append that the failure of another stream rejected is heard by nobody', async () => {
  const one = await ServerAndClients.start();
  const other = await ServerAndClients.start();
  try {
    const { stream } = ownStream();
    const [client, failing] = [one.client(), other.client()];
    await client.appendToStream(stream, counted(1), { expectedRevision: 'no_stream' });
    // A client's first append takes its time.
    await failing.appendToStream(stream, counted(1), { expectedRevision: 'no_stream' });
    one.server.faults.appends.add({ lateAfter: 1_500 });
    const late = rejection(client.appendToStream(stream, counted(1, 1), { expectedRevision: 0n }));
    await until(() => one.server.log.stream(stream)?.length === 2);
    other.server.faults.appends.add({ refuseCall: endedWithoutStatus() });
    const failed = rejection(failing.appendToStream(stream, counted(1)));
    expect(await late).toEqual(await failed);
    // On the same stream of answers, behind the late one.
    one.server.faults.appends.add({ lateAfter: 1_500 });
    const next = await client.appendToStream(stream, counted(1, 2), { expectedRevision: 1n });
    expect(next).toMatchObject({ success: true, nextExpectedRevision: 2n });
  } finally {
    await one.stop();
    await other.stop();
  }
});
