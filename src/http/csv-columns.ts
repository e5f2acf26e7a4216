import type { TSchema } from 'typebox';

/** A column of a table: what its name and the way to its cells are, and how a value is written. */
export interface Column {
  /** The members that lead to it, with dots between them: `questions.veracity.status`. */
  readonly name: string;
  readonly path: readonly string[];
  /** `list`: an array of scalars in one cell; `json`: whatever has no flat form, as JSON. */
  readonly kind: 'scalar' | 'list' | 'json';
}

/** Between the members of a list in one cell. */
export const SEPARATOR = '|';

/** What a JSON Schema says that decides on columns. */
interface Shape {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/**
 * The columns of a table whose rows have this shape, in the order of the schema. They follow from it
 * alone, so that every page of a list has the same, and an empty one has them too: objects are laid flat,
 * and the alternatives of a union beside one another, those that share a name in one column.
 */
export function columnsOf(schema: TSchema): Column[] {
  return [...columnsUnder([], [schema])];
}

function* columnsUnder(path: readonly string[], alternatives: readonly Shape[]): Generator<Column> {
  const shapes = alternatives.flatMap(simpleShapes);
  const members = membersOf(shapes);
  if (!members) {
    yield { name: path.join('.'), path, kind: kindOf(shapes) };
    return;
  }
  for (const [name, shapesOfMember] of members) {
    yield* columnsUnder([...path, name], shapesOfMember);
  }
}

/** A union's alternatives, and theirs; without null, which is an empty cell. */
function simpleShapes(shape: Shape): Shape[] {
  const alternatives = shape.anyOf ?? shape.oneOf;
  if (alternatives) return alternatives.flatMap(simpleShapes);
  return shape.type === 'null' ? [] : [shape];
}

/** The members of objects by name, with the shapes that they have; undefined where not all name some. */
function membersOf(shapes: readonly Shape[]): Map<string, Shape[]> | undefined {
  const members = new Map<string, Shape[]>();
  for (const { properties = {} } of shapes) {
    const own = Object.entries(properties);
    if (own.length === 0) return undefined;
    for (const [name, shape] of own) members.set(name, [...(members.get(name) ?? []), shape]);
  }
  return shapes.length === 0 ? undefined : members;
}

function kindOf(shapes: readonly Shape[]): Column['kind'] {
  if (shapes.every(isScalar)) return 'scalar';
  const items = shapes.map((shape) => (shape.type === 'array' ? shape.items : undefined));
  const areLists = items.every((item) => item && simpleShapes(item).every(isScalar));
  return areLists ? 'list' : 'json';
}

const SCALARS: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

function isScalar({ type, enum: values, const: value }: Shape): boolean {
  return SCALARS.includes(type) || [...(values ?? []), value].some((each) => each !== undefined);
}

type Scalar = string | number | boolean;

/** What stands in the cell of a row: the text of the value; empty where there is none. */
export function cellOf({ path, kind }: Column, row: unknown): string {
  const value = valueAt(path, row);
  if (value === undefined || value === null) return '';
  if (kind === 'list') return defused((value as Scalar[]).map(inList).join(SEPARATOR));
  return kind === 'scalar' && typeof value === 'string' ? defused(value) : JSON.stringify(value);
}

function valueAt(path: readonly string[], row: unknown): unknown {
  let value = row;
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value;
}

/** A member of a list, with a backslash before each separator and backslash of its own. */
function inList(member: Scalar): string {
  return String(member).replaceAll(/[\\|]/g, String.raw`\$&`);
}

/**
 * What a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection), also
 * with the wide signs of East Asian keyboards; and what looks as if it had been defused already, so that
 * taking the first apostrophe away gives the text back. `escape_formulas` of csv-stringify leaves out the
 * latter, and the line feed.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function defused(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
