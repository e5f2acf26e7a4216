import type { MarkKind } from '../../../events/source/source-events.js';
import { attributeOf, nameOf, type HtmlNode } from './dom.js';
import {
  inlineDeclarations,
  overridden,
  type Declarations,
  type Property,
} from './declarations.js';
import type { StyleSheets } from './style-sheets.js';

/** What a reader does not see, or what is no text of the page. */
const UNSEEN = new Set(
  (
    'area audio base canvas datalist embed head iframe link meta meter noembed noframes noscript param ' +
    'progress script select source style template textarea title track video ' +
    // Of SVG and MathML.
    'annotation annotation-xml clippath defs desc lineargradient marker mask metadata pattern ' +
    'radialgradient symbol'
  ).split(' '),
);

/** HTML 15.3: what is laid out as a block of its own. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol ' +
    'optgroup option p plaintext pre search section summary table caption ul xmp ' +
    'text foreignobject'
  ).split(' '),
);
const ROWS = new Set(['mtr', 'tr']);
const CELLS = new Set(['mtd', 'td', 'th']);
const PREFORMATTED = new Set(['listing', 'plaintext', 'pre', 'xmp']);
const STRUCK = new Set(['del', 's', 'strike']);
const RUBY_READINGS = new Set(['rp', 'rt', 'rtc']);
/** Nothing is done with scripts, which might show what these hide. */
const WHOLE_PAGE = new Set(['body', 'html']);

const BLOCK_DISPLAY = /^(?:block|flex|grid|flow-root|list-item|table|table-caption)(?![\w-])/;
/** Their children are blocks (CSS Flexible Box Layout, 4; CSS Grid Layout, 6). */
const PARTED_DISPLAY = /^(?:flex|grid)\b/;
const INLINE_DISPLAY = /^(?:contents|inline)$/;

/** What an element's words stand in: `apart` is what no word touches, though a sentence may go over it. */
export type Box = 'block' | 'row' | 'cell' | 'apart' | 'inline';

/** The values of `text-transform` that change the case of letters, and the one that does not. */
export type Case = 'uppercase' | 'lowercase' | 'capitalize' | 'none';

/** How an element shows its words. */
export interface Appearance {
  readonly name: string;
  readonly box: Box;
  /** Whether each of its children is a block. */
  readonly isParted: boolean;
  /** Undefined where it is as around the element. */
  readonly isVisible: boolean | undefined;
  readonly isPreformatted: boolean | undefined;
  readonly letterCase: Case | undefined;
  readonly mark: MarkKind | undefined;
  readonly script: 'raised' | 'lowered' | undefined;
}

/** Undefined where the element and all that is in it is not seen at all. */
export function appearanceOf(
  element: HtmlNode,
  sheets: StyleSheets,
  isHiddenFollowed: boolean,
): Appearance | undefined {
  const name = nameOf(element);
  if (UNSEEN.has(name)) return undefined;
  const declared = overridden(
    sheets.declarationsFor(element),
    inlineDeclarations(attributeOf(element, 'style')),
  );
  const valueOf = (property: Property) => declared.get(property)?.value ?? '';
  const hides = isHiddenFollowed && !WHOLE_PAGE.has(name);
  if (hides && isHidden(element, name, valueOf('display'))) return undefined;
  if (hides && valueOf('content-visibility') === 'hidden') return undefined;
  const visibility = hides ? valueOf('visibility') : '';
  const space = valueOf('white-space');
  return {
    name,
    box: boxOf(name, valueOf('display'), valueOf('position')),
    isParted: PARTED_DISPLAY.test(valueOf('display')),
    isVisible: visibility === '' ? undefined : !/^(?:hidden|collapse)/.test(visibility),
    isPreformatted:
      PREFORMATTED.has(name) || (space === '' ? undefined : /^(?:pre|break)/.test(space)),
    letterCase: CASES.find((one) => one === valueOf('text-transform')),
    mark: markOf(name, declared),
    script: scriptOf(element, name, valueOf('vertical-align')),
  };
}

function isHidden(element: HtmlNode, name: string, display: string): boolean {
  // What it has for browsers that do not show it.
  if (name === 'object' && attributeOf(element, 'data') !== undefined) return true;
  if (display !== '') return /^none/.test(display);
  if (attributeOf(element, 'hidden') !== undefined) return true;
  if (name === 'dialog') return attributeOf(element, 'open') === undefined;
  if (attributeOf(element, 'popover') !== undefined) return true;
  return RUBY_READINGS.has(name) && isInRuby(element);
}

function isInRuby(element: HtmlNode): boolean {
  const parent = element.parentNode;
  if (!parent) return false;
  return nameOf(parent) === 'ruby' || (nameOf(parent) === 'rtc' && isInRuby(parent));
}

const CASES = ['uppercase', 'lowercase', 'capitalize', 'none'] as const;

function boxOf(name: string, display: string, position: string): Box {
  if (BLOCK_DISPLAY.test(display)) return 'block';
  if (ROWS.has(name) || display === 'table-row') return 'row';
  if (CELLS.has(name) || display === 'table-cell') return 'cell';
  // The items of a menu are set side by side, and are no sentence.
  const isInline = INLINE_DISPLAY.test(display) && name !== 'li';
  if (BLOCKS.has(name) && !isInline) return 'block';
  return /^(?:absolute|fixed)/.test(position) ? 'apart' : 'inline';
}

function markOf(name: string, declared: Declarations): MarkKind | undefined {
  if (name === 'ins') return 'inserted';
  const isStruck = (property: Property) =>
    declared.get(property)?.value.includes('line-through') === true;
  return STRUCK.has(name) || isStruck('text-decoration') || isStruck('text-decoration-line')
    ? 'struck'
    : undefined;
}

/** A reference to a note is raised by a style sheet on many pages that have no `sup` for it. */
function scriptOf(
  element: HtmlNode,
  name: string,
  align: string,
): 'raised' | 'lowered' | undefined {
  if (name === 'sup' || align === 'super' || align === 'text-top') return 'raised';
  if (name === 'sub' || align === 'sub' || align === 'text-bottom') return 'lowered';
  if (name === 'a' && isNoteReference(element)) return 'raised';
  return scriptInFormula(element);
}

function isNoteReference(link: HtmlNode): boolean {
  if (attributeOf(link, 'role') === 'doc-noteref') return true;
  if (attributeOf(link, 'epub:type') === 'noteref') return true;
  const only = link.firstChild;
  return (
    attributeOf(link, 'href')?.startsWith('#') === true &&
    only?.nextSibling === null &&
    /^\s*\d{1,3}\s*$/.test(only.data ?? '') &&
    /[^\s(\[]$/u.test(link.previousSibling?.data ?? '')
  );
}

const FORMULA_SCRIPTS: Readonly<Record<string, readonly Appearance['script'][]>> = {
  msup: [undefined, 'raised'],
  msub: [undefined, 'lowered'],
  msubsup: [undefined, 'lowered', 'raised'],
};

/** MathML Core 3.4: the second and third element in each are its scripts. */
function scriptInFormula(element: HtmlNode): Appearance['script'] {
  const scripts = element.parentNode && FORMULA_SCRIPTS[nameOf(element.parentNode)];
  if (!scripts) return undefined;
  let before = 0;
  for (let other = element.previousSibling; other && before < 3; other = other.previousSibling) {
    if (nameOf(other) !== '') before += 1;
  }
  return scripts[before];
}
