/** The properties of CSS by which words are seen, and how. */
const PROPERTIES = [
  'display',
  'visibility',
  'white-space',
  'text-decoration',
  'text-decoration-line',
  'vertical-align',
  'text-transform',
  'position',
  'content-visibility',
] as const;
export type Property = (typeof PROPERTIES)[number];

export interface Declared {
  readonly value: string;
  readonly important: boolean;
}

export type Declarations = ReadonlyMap<Property, Declared>;

export const NONE: Declarations = new Map();

/** What a `CSSStyleDeclaration` has of them. */
export interface DeclarationBlock {
  getPropertyValue(name: string): string;
  getPropertyPriority(name: string): string;
}

export function declarationsOf(block: DeclarationBlock): Declarations {
  const found = new Map<Property, Declared>();
  for (const property of PROPERTIES) {
    const value = block.getPropertyValue(property).trim().toLowerCase();
    if (value === '') continue;
    found.set(property, { value, important: block.getPropertyPriority(property) === 'important' });
  }
  return found;
}

const IMPORTANT = /\s*!\s*important$/;

/**
 * Reads a `style` attribute. Declarations end at every semicolon, also at one within an address,
 * which none of these properties takes.
 */
export function inlineDeclarations(style: string | undefined): Declarations {
  if (style === undefined || style.trim() === '') return NONE;
  const found = new Map<Property, Declared>();
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const property = PROPERTIES.find(
      (name) => name === declaration.slice(0, colon).trim().toLowerCase(),
    );
    if (property === undefined) continue;
    const value = declaration
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const important = IMPORTANT.test(value);
    if (found.get(property)?.important === true && !important) continue;
    found.set(property, { value: value.replace(IMPORTANT, ''), important });
  }
  return found;
}

/** Those of the second, but where the first are important and the second are not. */
export function overridden(first: Declarations, second: Declarations): Declarations {
  if (first.size === 0) return second;
  if (second.size === 0) return first;
  const both = new Map(first);
  for (const [property, declared] of second) {
    if (both.get(property)?.important === true && !declared.important) continue;
    both.set(property, declared);
  }
  return both;
}
