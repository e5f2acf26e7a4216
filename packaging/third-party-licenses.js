import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const RULE = '─'.repeat(100);

/**
 * Returns the names, versions and licence texts of libraries, sorted by name: their licences ask that whoever
 * hands a copy on hands their text on with it.
 *
 * @param folders of the libraries, each with its `package.json`
 * @throws Error where a library says neither what its licence is nor has the text of one.
 */
export async function thirdPartyLicenses(folders) {
  const libraries = await Promise.all(folders.map(libraryIn));
  libraries.sort((a, b) => (a.title < b.title ? -1 : 1));
  return libraries.map(({ title, text }) => `${RULE}\n${title}\n\n${text}\n`).join('\n');
}

async function libraryIn(folder) {
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = 'SEE BELOW' } = description;
  const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  if (texts.length === 0 && !description.license) throw new Error(`${name} names no licence`);
  return {
    title: `${name} ${version} (${license})`,
    text:
      texts.map((text) => text.trim()).join('\n\n') ||
      `Its package has no text; ${authorOf(description)}`,
  };
}

function authorOf({ author, homepage, repository }) {
  const who = typeof author === 'string' ? author : author?.name;
  const where = homepage ?? repository?.url ?? repository;
  return [who && `by ${who}`, where && `see ${where}`].filter(Boolean).join(', ');
}
