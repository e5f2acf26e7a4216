import { Blocks } from '../blocks.js';
import type { TextMark, TextSpan } from '../found-text.js';
import { appearanceOf, type Appearance, type Case } from './appearance.js';
import { languageOf } from './article.js';
import { attributeOf, ELEMENT, TEXT, walked, type HtmlNode } from './dom.js';
import { LONGEST_SIGN, settingOf, type Setting } from './raised.js';
import type { StyleSheets } from './style-sheets.js';

export interface PageText {
  readonly text: string;
  readonly marks: readonly TextMark[];
  /** Where the words of each text node that is seen stand, and those of each landmark. */
  readonly places: ReadonlyMap<HtmlNode, TextSpan>;
}

/** An element that is entered and not left yet. */
interface Frame extends Appearance {
  readonly start: number;
  readonly visible: boolean;
  readonly preformatted: boolean;
  readonly setting: Setting | undefined;
  readonly inCase: ((text: string) => string) | undefined;
}

/** Elements whose places somebody asks for. */
const LANDMARKS = new Set(['article', 'h1', 'main']);

/** Inputs whose value is the label that they show. */
const BUTTONS = new Set(['button', 'reset', 'submit']);

/** White space in these is none of the page (SVG 2, 11.5; MathML Core 2.1.1). */
const DRAWN = new Set(
  'g math mfrac mover mrow mroot msqrt mstyle msub msubsup msup munder munderover mtable mtr semantics svg'.split(
    ' ',
  ),
);

/** The text that a reader sees below an element, in reading order. */
export class PageTextReader {
  private readonly blocks = new Blocks();
  private readonly places = new Map<HtmlNode, TextSpan>();
  private readonly frames: Frame[] = [];
  /** The whole page's language, by which the case of letters is set. */
  private language: string | undefined;

  constructor(
    private readonly sheets: StyleSheets,
    /** Whether what the page hides is left out. */
    private readonly isHiddenFollowed: boolean,
  ) {}

  read(root: HtmlNode): PageText {
    this.language = languageOf(root);
    for (const { node, leaving } of walked(root, (each) => this.enters(each))) {
      if (node.nodeType === TEXT) {
        if (!leaving) this.takeText(node);
      } else if (node.nodeType === ELEMENT && leaving) this.leave(node);
    }
    this.blocks.blockEnd();
    return { text: this.blocks.text, marks: this.blocks.marks, places: this.places };
  }

  /** Whether a node's text is read. Begins what an element begins, such as a block. */
  private enters(node: HtmlNode): boolean {
    if (node.nodeType === TEXT) return true;
    if (node.nodeType !== ELEMENT) return false;
    const appearance = appearanceOf(node, this.sheets, this.isHiddenFollowed);
    if (!appearance) return false;
    const around = this.frames.at(-1);
    const { name, letterCase, mark, script } = appearance;
    const box = around?.isParted === true ? 'block' : appearance.box;
    if (box === 'block') this.blocks.blockEnd();
    if (box === 'apart') this.blocks.words(' ');
    if (mark) this.blocks.openMark(mark);
    this.frames.push({
      ...appearance,
      box,
      start: this.blocks.length,
      visible: appearance.isVisible ?? around?.visible ?? true,
      preformatted: appearance.isPreformatted ?? around?.preformatted ?? false,
      setting: script ? this.settingIn(node, script) : around?.setting,
      inCase: letterCase ? caseSetting(letterCase, this.language) : around?.inCase,
    });
    if (name === 'br') this.blocks.lineEnd();
    if (name === 'input') this.takeLabel(node);
    if (isSecondOf('mfrac', node)) this.blocks.words('/');
    return true;
  }

  private leave(element: HtmlNode): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const { name, box, mark, start } = frame;
    if (mark) this.blocks.closeMark(mark);
    if (box === 'row') this.blocks.lineEnd();
    else if (box === 'cell') this.blocks.cellEnd();
    else if (box === 'block') this.blocks.blockEnd();
    else if (box === 'apart') this.blocks.words(' ');
    if (LANDMARKS.has(name) || attributeOf(element, 'role') === 'article') {
      this.place(element, start);
    }
  }

  private takeText(node: HtmlNode): void {
    const frame = this.frames.at(-1);
    if (frame?.visible === false || (frame && DRAWN.has(frame.name))) return;
    const data = node.data ?? '';
    const written = frame?.inCase ? frame.inCase(data) : data;
    const text = frame?.setting ? frame.setting(written) : written;
    const start = this.blocks.length;
    if (frame?.preformatted) this.blocks.asWritten(text);
    else this.blocks.words(text);
    this.place(node, start);
  }

  private takeLabel(input: HtmlNode): void {
    const type = attributeOf(input, 'type')?.toLowerCase() ?? '';
    if (BUTTONS.has(type)) this.blocks.words(attributeOf(input, 'value') ?? '');
  }

  private settingIn(element: HtmlNode, kind: 'raised' | 'lowered'): Setting {
    return settingOf(kind, beginningOf(element), this.blocks.touching);
  }

  /** Notes an element's place, from `start` to here; who asks cuts off what divides it from the text before. */
  private place(node: HtmlNode, start: number): void {
    const end = this.blocks.length;
    if (end > start) this.places.set(node, { start, end });
  }
}

/** Languages with rules of their own for the case of letters (Unicode, SpecialCasing.txt; CLDR for Greek). */
const WITH_OWN_CASE = new Set(['az', 'el', 'lt', 'tr']);
const FIRST_LETTER = /(?<![\p{L}\p{M}\p{N}'\u2019])\p{Ll}/gu;

/** https://www.w3.org/TR/css-text-3/#text-transform-property */
function caseSetting(letterCase: Case, language: string | undefined): Frame['inCase'] {
  const primary = language?.split('-')[0]?.toLowerCase() ?? '';
  const locale = WITH_OWN_CASE.has(primary) ? primary : 'en';
  switch (letterCase) {
    case 'uppercase':
      return (text) => text.toLocaleUpperCase(locale);
    case 'lowercase':
      return (text) => text.toLocaleLowerCase(locale);
    case 'capitalize':
      return (text) => text.replace(FIRST_LETTER, (letter) => letter.toLocaleUpperCase(locale));
    case 'none':
      return undefined;
  }
}

/** How many nodes are looked at, each of which may be empty. */
const MOST_NODES_OF_SIGN = 200;

/** Returns as much of an element's text as tells whether it is a sign. */
function beginningOf(element: HtmlNode): string {
  let text = '';
  let nodes = 0;
  for (const { node, leaving } of walked(element)) {
    nodes += 1;
    if (!leaving && node.nodeType === TEXT) text += node.data?.slice(0, LONGEST_SIGN + 1) ?? '';
    if (text.length > LONGEST_SIGN || nodes > MOST_NODES_OF_SIGN) break;
  }
  return text.replace(/[\t\n\f\r ]+/g, ' ');
}

function isSecondOf(parent: string, element: HtmlNode): boolean {
  if (element.parentNode?.localName !== parent) return false;
  let before = element.previousSibling;
  while (before && before.nodeType !== ELEMENT) before = before.previousSibling;
  return before !== null;
}
