import type { XmlElement } from '../xml/read-tree.ts';

/** A level of a numbered list. */
export interface NumberLevel {
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels, this one included, are written. */
  readonly shown: number;
}

/** Styles as far as text needs them. */
export interface OdtStyles {
  /** Levels by list style, 1-based; bullets have none. `outline` is the style of headings. */
  readonly lists: ReadonlyMap<string, ReadonlyMap<number, NumberLevel>>;
  /** The list style that a paragraph style brings. */
  readonly listOf: ReadonlyMap<string, string>;
  readonly hidden: ReadonlySet<string>;
}

const FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};
/** The name under which the numbering of headings is kept. */
export const OUTLINE = 'outline';

/** Reads the styles of `content.xml` and `styles.xml`. */
export function readOdtStyles(roots: readonly XmlElement[]): OdtStyles {
  const lists = new Map<string, Map<number, NumberLevel>>();
  const listOf = new Map<string, string>();
  const hidden = new Set<string>();
  const visit = (element: XmlElement): void => {
    const { name, attributes } = element;
    const styleName = attributes['style:name'] ?? '';
    if (name === 'text:list-style') lists.set(styleName, readLevels(element));
    else if (name === 'text:outline-style') lists.set(OUTLINE, readLevels(element));
    else if (name === 'style:style') {
      const list = attributes['style:list-style-name'];
      if (list !== undefined && list !== '') listOf.set(styleName, list);
      if (childElements(element).some((child) => child.attributes['text:display'] === 'none')) hidden.add(styleName);
    } else if (name !== 'office:body') for (const child of childElements(element)) visit(child);
  };
  for (const root of roots) visit(root);
  return { lists, listOf, hidden };
}

/** The elements among what an element holds. */
export function childElements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

function readLevels(style: XmlElement): Map<number, NumberLevel> {
  const levels = new Map<number, NumberLevel>();
  for (const { attributes } of childElements(style)) {
    const format = attributes['style:num-format'] ?? '';
    if (format === '') continue;
    levels.set(Number(attributes['text:level'] ?? 1), {
      format: FORMATS[format] ?? 'decimal',
      prefix: attributes['style:num-prefix'] ?? '',
      suffix: attributes['style:num-suffix'] ?? '',
      start: Number(attributes['text:start-value'] ?? 1),
      shown: Number(attributes['text:display-levels'] ?? 1),
    });
  }
  return levels;
}
