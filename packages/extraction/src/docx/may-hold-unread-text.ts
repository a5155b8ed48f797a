import type { OfficePackage } from '../package/read-package.ts';

/** What comes with documents and is no part of them: folders, thumbnails, data of other programs, fonts. */
const HARMLESS = /\/$|^(?:docProps|customXml|word\/fonts|word\/printerSettings)\//i;
/** Text as Word, drawings, formulas (`t`) and charts (`v`) write it. */
const TEXT_ELEMENT = /<(?:\w+:)?[tv](?: [^<>]*)?>\s*[^\s<]/;
/** A relationship to content in another format, whatever the part is named. */
const OTHER_FORMAT = '/aFChunk"';

/** Whether a package of whose body no text came may still hold some: pictures, embedded objects and content in other
 *  formats (parts that were not read), or text in parts beside those that were `read` (charts, diagrams, comments). */
export function mayHoldUnreadText({ parts, unread }: OfficePackage, read: ReadonlySet<string>): boolean {
  return (
    unread.some((name) => !HARMLESS.test(name)) ||
    parts.entries().some(([name, part]) => {
      if (read.has(name)) return false;
      const xml = new TextDecoder().decode(part);
      return name.endsWith('.rels') ? xml.includes(OTHER_FORMAT) : !HARMLESS.test(name) && TEXT_ELEMENT.test(xml);
    })
  );
}
