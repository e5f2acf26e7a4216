import 'reflect-metadata';

import { run } from '../../dist/bundle/command-line/program.js';

/** What every command has, as a process of its own would. */
const OWN = { ...process.env };

process.on('message', (command) => {
  void runCommand(command).then((result) => process.send(result));
});

// The specs are through, whatever a command left open.
process.on('disconnect', () => process.exit());

/** Runs a command line as `dist/bundle/main.js` does, and gives what it printed and its exit code. */
async function runCommand({ args, env }) {
  setEnvironment({ ...OWN, ...env });
  process.exitCode = undefined;
  const stdout = captured(process.stdout);
  const stderr = captured(process.stderr);
  try {
    await run(['node', 'fact-ledger', ...args]);
  } finally {
    stdout.end();
    stderr.end();
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
  }
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** In place, as `os.tmpdir()` reads the environment of the process itself. */
function setEnvironment(env) {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

/** Takes what is written to the stream, until the end. */
function captured(stream) {
  const { write } = stream;
  const parts = [];
  stream.write = (chunk, encoding, callback = encoding) => {
    parts.push(Buffer.from(chunk));
    if (typeof callback === 'function') callback();
    return true;
  };
  return {
    text: () => Buffer.concat(parts).toString('utf8'),
    end: () => (stream.write = write),
  };
}
