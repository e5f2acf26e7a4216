import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

/** In the place of the projector's thread: starts, and fails at the next commit. */
appendFileSync(join(workerData.dataDir, 'begun'), 'x');
parentPort.postMessage({ is: 'started' });
parentPort.on('message', (order) => {
  if (order === 'stop') return parentPort.close();
  throw new RangeError('the projector cannot go on');
});
