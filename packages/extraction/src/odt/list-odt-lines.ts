import { findChild, type XmlElement } from '../xml/read-tree.ts';
import type { OdtLabels } from './odt-labels.ts';
import { childElements, type OdtStyles, OUTLINE } from './read-odt-styles.ts';

/** What holds no text of the document: deletions, comments, forms, declarations, readings, descriptions of pictures. */
const SKIPPED = new Set([
  ...[
    'text:tracked-changes',
    'office:annotation',
    'office:forms',
    'text:note-citation',
    'text:ruby-text',
    'text:number',
  ],
  ...['text:sequence-decls', 'text:variable-decls', 'text:user-field-decls', 'svg:title', 'svg:desc', 'office:scripts'],
  ...['table:covered-table-cell', 'office:event-listeners', 'draw:image', 'draw:object', 'draw:object-ole'],
]);
const PARAGRAPHS = new Set(['text:p', 'text:h']);
const BLOCKS = new Set([...PARAGRAPHS, 'text:list', 'table:table', 'text:section', 'draw:text-box']);

/** A document's styles and counters, and what does not stand in the text's own place. */
export interface OdtPass {
  readonly styles: OdtStyles;
  readonly labels: OdtLabels;
  readonly hidden: string[];
  readonly endnotes: string[];
}

/** A list that a block is in. */
interface ListContext {
  readonly style: string;
  readonly level: number;
}

/** The lines of everything in an element that holds blocks, in order. */
export function listOdtLines(element: XmlElement, pass: OdtPass, list?: ListContext): string[] {
  const lines: string[] = [];
  for (const child of childElements(element)) {
    if (SKIPPED.has(child.name)) continue;
    if (PARAGRAPHS.has(child.name)) lines.push(...paragraphLines(child, pass, list));
    else if (child.name === 'text:list') lines.push(...listLines(child, pass, list));
    else if (child.name === 'table:table-row') lines.push(...rowLines(child, pass));
    else lines.push(...listOdtLines(child, pass, list));
  }
  return lines;
}

function paragraphLines(element: XmlElement, pass: OdtPass, list: ListContext | undefined): string[] {
  const following: string[] = [];
  const label = list === undefined && element.name === 'text:h' ? headingLabel(element, pass) : '';
  const text = inlineText(element, pass, following);
  return [...(label + text).split('\n'), ...following];
}

function headingLabel(element: XmlElement, { labels }: OdtPass): string {
  if (element.attributes['text:is-list-header'] === 'true') return '';
  const label = labels.next(OUTLINE, Number(element.attributes['text:outline-level'] ?? 1));
  const written = findChild(element, 'text:number');
  return written === undefined ? label : `${plainText(written)} `;
}

function listLines(element: XmlElement, pass: OdtPass, outer: ListContext | undefined): string[] {
  const level = (outer?.level ?? 0) + 1;
  const style = element.attributes['text:style-name'] ?? outer?.style ?? findListStyle(element, pass) ?? '';
  const continues =
    element.attributes['text:continue-numbering'] === 'true' || 'text:continue-list' in element.attributes;
  pass.labels.begin(style, level, continues);
  const lines: string[] = [];
  for (const item of childElements(element)) {
    if (item.name !== 'text:list-item' && item.name !== 'text:list-header') continue;
    const label = itemLabel(item, pass, style, level);
    const [first = '', ...rest] = listOdtLines(item, pass, { style, level });
    lines.push(label + first, ...rest);
  }
  return lines;
}

/** An item that begins with a list inside has no number of its own. */
function itemLabel(item: XmlElement, { labels }: OdtPass, style: string, level: number): string {
  const first = childElements(item).find(({ name }) => name !== 'text:number');
  if (item.name === 'text:list-header' || first?.name === 'text:list') return '';
  const value = item.attributes['text:start-value'];
  const label = labels.next(style, level, value === undefined ? undefined : Number(value));
  const written = findChild(item, 'text:number');
  return written === undefined || label === '' ? label : `${plainText(written)} `;
}

/** A list without a style of its own has that of its first paragraph. */
function findListStyle(list: XmlElement, { styles }: OdtPass): string | undefined {
  const paragraphs = childElements(list).flatMap(childElements);
  return styles.listOf.get(paragraphs[0]?.attributes['text:style-name'] ?? '');
}

/** One line where every cell is one; otherwise cell after cell, so that paragraphs inside cells stay whole. */
function rowLines(row: XmlElement, pass: OdtPass): string[] {
  const cells = childElements(row)
    .filter(({ name }) => name === 'table:table-cell')
    .map((cell) => listOdtLines(cell, pass).filter((line) => line.trim() !== ''));
  return cells.every((lines) => lines.length <= 1) ? [cells.map(([line = '']) => line).join('\t')] : cells.flat();
}

/** @param following takes the lines of notes and text boxes, which come after the paragraph */
function inlineText(element: XmlElement, pass: OdtPass, following: string[]): string {
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') text += child.replaceAll(/[ \t\r\n]+/g, ' ');
    else if (SKIPPED.has(child.name)) continue;
    else if (child.name === 'text:s') text += ' ';
    else if (child.name === 'text:tab') text += '\t';
    else if (child.name === 'text:line-break') text += '\n';
    else if (child.name === 'text:note') {
      const isEndnote = child.attributes['text:note-class'] === 'endnote';
      (isEndnote ? pass.endnotes : following).push(...listOdtLines(child, pass));
    } else if (isHidden(child, pass)) pass.hidden.push(plainText(child));
    else if (childElements(child).some(({ name }) => BLOCKS.has(name))) following.push(...listOdtLines(child, pass));
    else text += inlineText(child, pass, following);
  }
  return text;
}

function isHidden({ name, attributes }: XmlElement, { styles }: OdtPass): boolean {
  return (
    name === 'text:hidden-text' || (name === 'text:span' && styles.hidden.has(attributes['text:style-name'] ?? ''))
  );
}

function plainText({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : plainText(child))).join('');
}
