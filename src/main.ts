#!/usr/bin/env node
import 'reflect-metadata';

import { setFlagsFromString } from 'node:v8';

import { run } from './command-line/program.js';

// Collects the old generation when it has grown by 40 %, not to several times what lives in it: batches
// of events leave much behind that is dead by then. bench/memory.ts says what that is worth.
setFlagsFromString('--heap-growing-percent=40');

await run(process.argv);
