import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** How many lines of a file are there for the sake of one command. */
export interface LinesOfFile {
  readonly file: string;
  readonly lines: number;
}

/**
 * What a command is from its route to its event, by file: all of the file that declares it, and elsewhere
 * each statement, case, list item or member of a union that names the command or its event. Neither tests
 * nor views count, nor the sentence that a history tells of the event.
 */
export function linesOfCommand(root: string, command: string, event: string): LinesOfFile[] {
  const found: LinesOfFile[] = [];
  for (const path of sourcesIn(root)) {
    const text = readFileSync(path, 'utf8');
    if (!text.includes(command) && !text.includes(event)) continue;
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const lines = text.includes(`defineCommand('${command}'`)
      ? allLines(text)
      : linesNaming(source, new Set([command, event]));
    if (lines.size > 0) found.push({ file: relative(root, path), lines: lines.size });
  }
  return found.sort((one, other) => (one.file < other.file ? -1 : 1));
}

const HISTORY = join('src', 'audit', 'history');

function* sourcesIn(root: string): Generator<string> {
  for (const folder of ['events', 'src']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.spec.ts'))
        continue;
      const path = join(entry.parentPath, entry.name);
      if (!relative(root, path).startsWith(HISTORY)) yield path;
    }
  }
}

function allLines(text: string): Set<number> {
  return new Set(
    text
      .trimEnd()
      .split('\n')
      .flatMap((line, n) => (line.trim() === '' ? [] : [n])),
  );
}

function linesNaming(source: ts.SourceFile, names: ReadonlySet<string>): Set<number> {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    const isName = (ts.isIdentifier(node) || ts.isStringLiteral(node)) && names.has(node.text);
    if (isName) {
      const unit = unitOf(node);
      const first = source.getLineAndCharacterOfPosition(unit.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(unit.getEnd()).line;
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

/** The smallest thing that somebody would add or take away for the sake of the name. */
function unitOf(name: ts.Node): ts.Node {
  let unit = name;
  while (!isUnit(unit)) unit = unit.parent;
  return unit;
}

function isUnit(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isSourceFile(parent) ||
    ts.isNamedImports(parent) ||
    ts.isCaseClause(node) ||
    ts.isUnionTypeNode(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
}
