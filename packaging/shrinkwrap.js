import { readFileSync, writeFileSync } from 'node:fs';

/*
 * Writes npm-shrinkwrap.json for the tarball: of package-lock.json what runs, so that an installed ledger
 * has the versions that it was tested with. `npm pack` calls it and takes the file away afterwards, as npm
 * reads it in a checkout in the place of package-lock.json.
 */
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
const [[, { devDependencies: _, ...root }], ...others] = packages;
const shrinkwrap = { ...lock, packages: { '': root, ...Object.fromEntries(others) } };
writeFileSync('npm-shrinkwrap.json', `${JSON.stringify(shrinkwrap, null, 2)}\n`);
