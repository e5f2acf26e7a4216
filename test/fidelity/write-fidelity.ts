import { writeFileSync } from 'node:fs';

import { fidelityDocument } from './fidelity-table.js';

writeFileSync('docs/fidelity.md', fidelityDocument());
