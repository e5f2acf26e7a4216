import { Supervisor, type Process } from './supervisor.js';

let told: string[];
let supervisor: Supervisor;
beforeEach(() => {
  told = [];
  supervisor = new Supervisor();
});

function process(name: string, failing: 'start' | 'stop' | 'both' | 'never' = 'never'): Process {
  const does = (what: 'start' | 'stop') => async () => {
    told.push(`${what} ${name}`);
    if (failing === what || failing === 'both') throw new RangeError(`${name} cannot ${what}`);
  };
  return { name, start: does('start'), stop: does('stop') };
}

it('starts processes in their order, and stops them in the reverse one, once', async () => {
  supervisor.register(process('first'), process('second'), { name: 'idle' });
  supervisor.register(process('third'));
  await supervisor.start();
  expect(told).toEqual(['start first', 'start second', 'start third']);
  told = [];
  await supervisor.stop();
  await supervisor.stop();
  expect(told).toEqual(['stop third', 'stop second', 'stop first']);
});

it('stops what it has started where a start fails, and hands the failure on as it is', async () => {
  supervisor.register(process('first'), process('second', 'start'), process('third'));
  await expect(supervisor.start()).rejects.toThrow(RangeError);
  expect(told).toEqual(['start first', 'start second', 'stop second', 'stop first']);
  told = [];
  await supervisor.stop();
  expect(told).toEqual([]);
});

it('stops the others where one cannot be stopped, and says so', async () => {
  supervisor.register(process('first'), process('second', 'stop'), process('third'));
  await supervisor.start();
  await expect(supervisor.stop()).rejects.toThrow('second cannot stop');
  expect(told.slice(3)).toEqual(['stop third', 'stop second', 'stop first']);
});

it('tells of all failures', async () => {
  supervisor.register(process('first', 'stop'), process('second', 'both'));
  await expect(supervisor.start()).rejects.toThrow(
    'RangeError: second cannot start; RangeError: second cannot stop; RangeError: first cannot stop',
  );
});

it('says which process does not do its work', async () => {
  let problem: string | null = null;
  supervisor.register(process('first'), { ...process('second'), problem: () => problem });
  expect(supervisor.problems()).toEqual([]);
  await supervisor.start();
  expect(supervisor.problems()).toEqual([]);
  problem = 'the log is away';
  expect(supervisor.problems()).toEqual(['The process second cannot go on: the log is away.']);
  await supervisor.stop();
  expect(supervisor.problems()).toEqual([]);
});

it('says what processes ask somebody to see to', async () => {
  supervisor.register(process('first'), { ...process('second'), notes: () => ['Look at it.'] });
  expect(supervisor.notes()).toEqual([]);
  await supervisor.start();
  expect(supervisor.notes()).toEqual(['Look at it.']);
});
