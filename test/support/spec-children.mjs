import { subscribe } from 'node:diagnostics_channel';

/** The processes that specs have started, and that have not ended. */
const running = new Set();

// Node tells of every process that it starts, so that no spec has to.
subscribe('child_process', ({ process: child }) => {
  running.add(child);
  child.once('exit', () => running.delete(child));
});

process.once('exit', endChildren);

/** Ends what specs left running when they failed: it would outlive them, or keep Jest from its end. */
export function endChildren() {
  // Whoever has a channel ends with this process, such as the host of command lines, which later specs use.
  for (const child of running) if (!child.connected) child.kill('SIGKILL');
}
