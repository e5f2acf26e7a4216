/** The entry of a thread that does what the task says, also what none should. */
export default function work({ task, begun }) {
  const { spins, throws, fills, answer } = task;
  Atomics.store(begun, 0, 1);
  while (spins);
  if (throws) throw new RangeError(throws);
  for (const kept = []; fills;) kept.push(Array.from({ length: 10_000 }, (_, n) => ({ n })));
  return answer;
}
