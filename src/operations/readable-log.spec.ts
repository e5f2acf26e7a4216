import { makeLogger, NestLogger } from './logging.js';
import { logDestination, readableLog, type LogOutput } from './readable-log.js';

function output(terminal?: { readonly colours: boolean }) {
  const written: string[] = [];
  const stream: LogOutput = {
    write: (text) => written.push(text),
    isTTY: terminal !== undefined,
    hasColors: () => terminal?.colours ?? false,
  };
  return { stream, written };
}

function written(log: (logger: ReturnType<typeof makeLogger>) => void): string {
  const { stream, written: lines } = output();
  log(makeLogger('info', readableLog(stream)));
  return lines.join('');
}

it('writes an entry as a line', () => {
  const line = written((logger) =>
    logger.info({ url: 'http://[::1]:3000', role: 'all' }, 'serving'),
  );
  expect(line).toMatch(/^\d\d:\d\d:\d\d INFO {2}serving url=http:\/\/\[::1\]:3000 role=all\n$/);
});

it('writes a request as what was asked and answered', () => {
  const line = written((logger) =>
    logger
      .child({ reqId: 'r-1' })
      .info({ method: 'GET', path: '/v1/claims', status: 200, ms: 3.2 }, 'request'),
  );
  expect(line).toMatch(/^\S+ INFO {2}GET \/v1\/claims 200 3\.2 ms reqId=r-1\n$/);
});

it('writes the stack of an error below its message', () => {
  const error = new Error('it broke');
  const lines = written((logger) => logger.error({ err: error, at: 3 }, 'failed')).split('\n');
  expect(lines[0]).toMatch(/^\S+ ERROR failed at=3$/);
  expect(lines[1]).toBe('    Error: it broke');
  expect(lines[2]).toMatch(/^ {4}at .*readable-log\.spec/);
});

it('writes the stack that Nest gives as well', () => {
  const lines = written((logger) => new NestLogger(logger).error('failed', 'Error: x\n  at y'));
  expect(lines).toMatch(/ERROR failed\n {4}Error: x\n {4}at y\n$/);
});

it('writes values that are no plain words as JSON', () => {
  const fields = { text: 'two words', quoted: '"', empty: '', list: [1, 'a'], nothing: null };
  expect(written((logger) => logger.warn(fields, 'w'))).toMatch(
    / WARN {2}w text="two words" quoted="\\"" empty="" list=\[1,"a"\] nothing=null\n$/,
  );
});

it.each(['\u001b[2J', 'a\nb', '\u009b2J', '\u2028', '\u202e'])(
  'lets %j neither break the line nor command the terminal',
  (text) => {
    const error = new Error('x');
    error.stack = `Error: ${text}`;
    const lines = written((logger) => logger.warn({ [`k${text}`]: text, err: error }, text));
    expect(lines.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  },
);

it('hides keys, as JSON does', () => {
  const line = written((logger) => logger.info({ key: 'fl_secret' }, 'made'));
  expect(line).toContain('key=[hidden]');
});

it.each([
  ['auto', undefined, false],
  ['auto', { colours: false }, true],
  ['text', undefined, true],
  ['json', { colours: true }, false],
] as const)('with %s, and %j as its terminal, is text: %s', (format, terminal, isText) => {
  expect(logDestination(format, output(terminal).stream) !== undefined).toBe(isText);
});

it('has colours where the terminal has', () => {
  for (const colours of [true, false]) {
    const { stream, written: lines } = output({ colours });
    makeLogger('info', readableLog(stream)).error('no');
    expect(lines.join('').includes('\u001b[31mERROR\u001b[39m')).toBe(colours);
  }
});
