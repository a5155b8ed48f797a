import { readXml } from '../xml/read-xml.ts';
import { isOn, WORD_PREFIXES } from './word-names.ts';

/** What a style says about itself, as far as text needs it. */
interface Style {
  basedOn?: string;
  numId?: string;
  level?: number;
  isHidden?: boolean;
}

/** The styles of a document. */
export interface Styles {
  /** The paragraph style of paragraphs that name none. */
  readonly defaultParagraph: string | undefined;
  /** The style and what it is based on, itself first. */
  chain(id: string | undefined): string[];
  /** The list that a style puts its paragraphs into, and at which level where it says so. */
  findList(id: string | undefined): { numId: string; level?: number } | undefined;
  isHidden(id: string | undefined): boolean;
}

/** Reads the styles part; a document without one has no styles. */
export function readStyles(part: Uint8Array | undefined): Styles {
  const styles = new Map<string, Style>();
  let defaultParagraph: string | undefined;
  let style: Style = {};
  if (part !== undefined) {
    readXml(part, WORD_PREFIXES, {
      open(name, attributes) {
        const value = attributes['w:val'];
        if (name === 'w:style') {
          const id = attributes['w:styleId'] ?? '';
          style = {};
          styles.set(id, style);
          if (attributes['w:type'] === 'paragraph' && isOn(attributes['w:default'] ?? '0')) defaultParagraph = id;
        } else if (name === 'w:docDefaults') style = {};
        else if (name === 'w:basedOn' && value !== undefined) style.basedOn = value;
        else if (name === 'w:numId' && value !== undefined) style.numId = value;
        else if (name === 'w:ilvl' && value !== undefined) style.level = Number(value);
        else if (name === 'w:vanish') style.isHidden = isOn(value);
      },
      close() {},
      text() {},
    });
  }
  const chain = (id: string | undefined): string[] => {
    const found: string[] = [];
    for (let at = id; at !== undefined && styles.has(at) && !found.includes(at); at = styles.get(at)?.basedOn)
      found.push(at);
    return found;
  };
  /** The nearest value in the chain: what a style says wins over what it is based on. */
  const inherit = <Key extends keyof Style>(id: string | undefined, key: Key) =>
    chain(id)
      .map((at) => styles.get(at)?.[key])
      .find((value) => value !== undefined);
  return {
    defaultParagraph,
    chain,
    findList(id) {
      const numId = inherit(id, 'numId');
      const level = inherit(id, 'level');
      if (numId === undefined) return undefined;
      return level === undefined ? { numId } : { numId, level };
    },
    isHidden: (id) => inherit(id, 'isHidden') === true,
  };
}
