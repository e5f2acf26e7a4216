import { AttributeAction, isTraversal, parse, SelectorType, type Selector } from 'css-what';

import { attributeOf, ELEMENT, nameOf, walked, type HtmlNode } from './dom.js';
import {
  declarationsOf,
  NONE,
  overridden,
  type DeclarationBlock,
  type Declarations,
} from './declarations.js';

/** UTF-16 code units of all style sheets that are read. */
const MOST_CSS = 500_000;
const MOST_RULES = 1000;
/** The parser calls itself for each bracket in a bracket. */
const DEEPEST_CSS = 50;

/** A rule as linkedom gives it (CSSOM). */
interface Rule {
  readonly selectorText?: string;
  readonly style?: DeclarationBlock;
  readonly media?: { readonly mediaText: string };
  readonly cssRules?: Iterable<Rule>;
}

/** One element by its name, id and classes, as most selectors that hide something are. */
interface Compound {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
}

interface SimpleRule extends Compound {
  readonly declarations: Declarations;
  readonly weight: number;
  readonly order: number;
  /** Whether it says nothing of when it holds: more than its own element or the whole screen decides. */
  readonly depends: boolean;
}

/** The longest selector that nesting may make: each level repeats what is around it. */
const LONGEST_NESTED = 2000;
const ALWAYS = /^(?:(?:only\s+)?(?:all|screen))?$/i;
const PRINT = /^(?:only\s+)?(?:print|speech)\b/i;

/**
 * What the page's own style sheets say of an element. Only rules whose selector is one name, id or class
 * (or several of one element) are followed. A rule that depends on more (on elements around, on the width
 * of the window, on the pointer) hides nothing, but what it may show is taken for shown: rather is
 * something found that not everybody sees than something visible called absent.
 */
export class StyleSheets {
  private readonly byKey = new Map<string, SimpleRule[]>();
  private readonly known = new Map<string, Declarations>();
  private rules = 0;

  static of(root: HtmlNode): StyleSheets {
    const sheets = new StyleSheets();
    let left = MOST_CSS;
    for (const { node, leaving } of walked(root)) {
      if (leaving || nameOf(node) !== 'style') continue;
      const css = sourceOf(node);
      left -= css.length;
      if (left < 0) break;
      if (!isNestedWithin(DEEPEST_CSS, css)) continue;
      const media = attributeOf(node, 'media') ?? '';
      if (PRINT.test(media)) continue;
      sheets.take(rulesOf(node), !ALWAYS.test(media.trim()));
    }
    return sheets;
  }

  declarationsFor(element: HtmlNode): Declarations {
    if (this.rules === 0 || element.nodeType !== ELEMENT) return NONE;
    const name = nameOf(element);
    const id = attributeOf(element, 'id') ?? '';
    const classes = attributeOf(element, 'class') ?? '';
    // Ids differ, and most are in no rule.
    const key = `${name} ${this.byKey.has(`#${id}`) ? id : ''} ${classes}`;
    const known = this.known.get(key);
    if (known) return known;
    const found = this.found({ name, id, classes: classes.split(/[\t\n\f\r ]+/) });
    this.known.set(key, found);
    return found;
  }

  /** @param parent the selector of the rule that these are nested in */
  private take(rules: Iterable<Rule>, depends: boolean, parent?: string): void {
    for (const rule of rules) {
      if (this.rules >= MOST_RULES) return;
      const media = rule.media?.mediaText;
      if (media !== undefined) {
        if (!PRINT.test(media)) {
          this.take(rule.cssRules ?? [], depends || !ALWAYS.test(media.trim()), parent);
        }
      } else if (rule.selectorText !== undefined && rule.style) {
        const selector = withinParent(rule.selectorText, parent);
        if (selector === undefined) continue;
        this.add(selector, declarationsOf(rule.style), depends);
        if (rule.cssRules) this.take(rule.cssRules, depends, selector);
      } else if (rule.cssRules) {
        this.take(rule.cssRules, true, parent);
      } else if (rule.style && parent !== undefined) {
        this.add(parent, declarationsOf(rule.style), depends);
      }
    }
  }

  private add(selectors: string, declarations: Declarations, depends: boolean): void {
    if (declarations.size === 0) return;
    for (const selector of parsed(selectors)) {
      if (selector.some(({ type }) => type === SelectorType.PseudoElement)) continue;
      const compound = compoundOf(lastCompound(selector));
      if (!compound) continue;
      const key = keyOf(compound);
      const rule = {
        ...compound,
        declarations,
        weight:
          (compound.id === undefined ? 0 : 10_000) +
          100 * compound.classes.length +
          (compound.name === undefined ? 0 : 1),
        order: this.rules,
        depends: depends || !selector.every(isSimple),
      };
      const others = this.byKey.get(key);
      if (others) others.push(rule);
      else this.byKey.set(key, [rule]);
      this.rules += 1;
    }
  }

  private found(element: { name: string; id: string; classes: readonly string[] }): Declarations {
    const classes = new Set(element.classes);
    const keys = [element.name, `#${element.id}`, ...[...classes].map((each) => `.${each}`)];
    const rules = keys
      .flatMap((key) => this.byKey.get(key) ?? [])
      .filter(
        ({ name, id, classes: wanted }) =>
          (name === undefined || name === element.name) &&
          (id === undefined || id === element.id) &&
          wanted.every((each) => classes.has(each)),
      )
      .sort((a, b) => a.weight - b.weight || a.order - b.order);
    let all = NONE;
    for (const { declarations, depends } of rules) {
      if (!depends) all = overridden(all, declarations);
    }
    const isShown = (property: 'display' | 'visibility', hiding: RegExp) =>
      rules.some(({ declarations, depends }) => {
        const value = declarations.get(property)?.value;
        return depends && value !== undefined && !hiding.test(value);
      });
    const isHidden =
      /^none/.test(all.get('display')?.value ?? '') ||
      /^(?:hidden|collapse)/.test(all.get('visibility')?.value ?? '');
    if (!isHidden) return all;
    const seen = new Map(all);
    if (isShown('display', /^none/)) seen.delete('display');
    if (isShown('visibility', /^(?:hidden|collapse)/)) seen.delete('visibility');
    return seen;
  }
}

/** The parser writes to the console where a comment does not end. */
function sourceOf(style: HtmlNode): string {
  const text = style.firstChild;
  const css = text?.data ?? '';
  if (text && css.lastIndexOf('/*') > css.lastIndexOf('*/')) text.data = `${css}*/`;
  return css;
}

function rulesOf(style: HtmlNode): Iterable<Rule> {
  const { sheet } = style as HtmlNode & { readonly sheet?: { readonly cssRules: Iterable<Rule> } };
  return sheet?.cssRules ?? [];
}

function isNestedWithin(most: number, css: string): boolean {
  let depth = 0;
  for (const bracket of css.match(/[{}()[\]]/g) ?? []) {
    depth += '{(['.includes(bracket) ? 1 : -1;
    if (depth > most) return false;
    if (depth < 0) depth = 0;
  }
  return true;
}

/** Unfolds CSS Nesting: `&` is what the rule around is about, and is put before a selector without one. */
function withinParent(selector: string, parent: string | undefined): string | undefined {
  if (parent === undefined) return selector;
  const around = parent.includes(',') ? `:is(${parent})` : parent;
  const times = selector.split('&').length - 1;
  if (selector.length + Math.max(1, times) * around.length > LONGEST_NESTED) return undefined;
  return times > 0 ? selector.replaceAll('&', () => around) : `${around} ${selector}`;
}

/** A list with an error in it is no rule at all. */
function parsed(selectors: string): readonly Selector[][] {
  try {
    return parse(selectors);
  } catch {
    return [];
  }
}

function compoundOf(parts: readonly Selector[]): Compound | undefined {
  const compound: { name: string | undefined; id: string | undefined; classes: string[] } = {
    name: undefined,
    id: undefined,
    classes: [],
  };
  for (const part of parts) {
    if (part.type === SelectorType.Tag) compound.name = part.name.toLowerCase();
    else if (part.type === SelectorType.Attribute && isSimple(part)) {
      if (part.name === 'id') compound.id = part.value;
      else compound.classes.push(part.value);
    }
  }
  return keyOf(compound) === '' ? undefined : compound;
}

/** The name, the id or a class of an element. */
function isSimple(part: Selector): boolean {
  if (part.type === SelectorType.Tag || part.type === SelectorType.Universal) return true;
  if (part.type !== SelectorType.Attribute) return false;
  return part.name === 'id'
    ? part.action === AttributeAction.Equals
    : part.name === 'class' && part.action === AttributeAction.Element;
}

/** Returns the part of a selector that the fewest elements have, by which its rules are found. */
function keyOf({ name, id, classes }: Compound): string {
  if (id !== undefined) return `#${id}`;
  return classes[0] === undefined ? (name ?? '') : `.${classes[0]}`;
}

/** What a selector asks of the element that it is about. */
function lastCompound(selector: readonly Selector[]): readonly Selector[] {
  return selector.slice(selector.findLastIndex((part) => isTraversal(part)) + 1);
}
