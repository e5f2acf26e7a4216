import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks of Arabic and Hebrew, what has no width, scripts without spaces: as escapes or as properties. */
const TABLES = /\\u(?:064[B-F]|0591|05BD|200B|200D|FEFF)|Script(?:_Extensions)?=(?:Han|Thai)\}/i;

it('tables of characters stand in src/text and nowhere else', () => {
  const files = ['src', 'projections', 'events'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) =>
      join(room, file).replaceAll('\\', '/'),
    ),
  );
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const others = code.filter((file) => !file.startsWith('src/text/'));
  expect(others.length).toBeGreaterThan(100);
  expect(others.filter((file) => TABLES.test(readFileSync(file, 'utf8')))).toEqual([]);
});
