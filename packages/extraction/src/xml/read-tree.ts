import { type Attributes, readXml } from './read-xml.ts';

/** An element of a document; text stands among its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: (XmlElement | string)[];
}

/** Reads XML into a tree; see {@link readXml}.
 *  @throws {ExtractionFailure} `corrupt` */
export function readTree(part: Uint8Array, prefixes: Readonly<Record<string, string>>): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  readXml(part, prefixes, {
    open(name, attributes) {
      const element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text: (text) => void open.at(-1)?.children.push(text),
  });
  return root;
}

/** The first child element of a name. */
export function findChild({ children }: XmlElement, name: string): XmlElement | undefined {
  for (const child of children) if (typeof child !== 'string' && child.name === name) return child;
  return undefined;
}
