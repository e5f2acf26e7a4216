import { writeFileSync } from 'node:fs';

import { documentCases } from './document-cases.js';
import { documentsDocument } from './documents-table.js';

writeFileSync('docs/documents.md', await documentsDocument(documentCases()));
