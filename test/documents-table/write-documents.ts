import { writeFileSync } from 'node:fs';

import { documentsDocument } from './documents-table.js';

writeFileSync('docs/documents.md', await documentsDocument());
