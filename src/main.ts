#!/usr/bin/env node
import 'reflect-metadata';

import { run } from './command-line/program.js';

await run(process.argv);
