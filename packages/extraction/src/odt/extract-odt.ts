import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { readPackage } from '../package/read-package.ts';
import { openLineParts } from '../text/line-parts.ts';
import { findChild, readTree, type XmlElement } from '../xml/read-tree.ts';
import { listOdtLines, type OdtPass } from './list-odt-lines.ts';
import { openOdtLabels } from './odt-labels.ts';
import { ODT_PREFIXES } from './odt-names.ts';
import { childElements, readOdtStyles } from './read-odt-styles.ts';

/** Reads an OpenDocument text as its program shows it with all changes accepted: paragraphs as lines with the numbers of
 *  their lists, rows of tables as lines of cells, footnotes after their paragraph, endnotes at the end. Headers, footers
 *  and hidden text are removed spans; comments are left out.
 *  @throws {ExtractionFailure} `corrupt`, `encrypted`, `empty` where all it holds is pictures and objects, `too-large` */
export async function* extractOdt(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const { parts, unread } = readPackage(bytes);
  const read = (name: string) => {
    const part = parts.get(name);
    return part === undefined ? undefined : readTree(part, ODT_PREFIXES);
  };
  const manifest = read('META-INF/manifest.xml');
  if (manifest !== undefined && holds(manifest, 'manifest:encryption-data'))
    throw new ExtractionFailure('encrypted', 'encrypted OpenDocument');
  const content = read('content.xml');
  const document = content && findChild(content, 'office:document-content');
  const body = document && findChild(document, 'office:body');
  if (content === undefined || body === undefined) throw new ExtractionFailure('corrupt', 'no body');

  const common = read('styles.xml');
  const styles = readOdtStyles([content, ...(common === undefined ? [] : [common])]);
  const pass: OdtPass = { styles, labels: openOdtLabels(styles), hidden: [], endnotes: [] };
  const lines = openLineParts(request);
  for (const line of listOdtLines(body, pass)) yield* lines.add(line);
  for (const line of pass.endnotes) yield* lines.add(line);
  for (const text of pass.hidden) yield* lines.remove('hidden-text', [text]);
  for (const rule of ['header', 'footer']) {
    for (const story of common === undefined ? [] : findAll(common, new RegExp(`^style:${rule}(?:-left|-first)?$`)))
      yield* lines.remove(rule, listOdtLines(story, pass));
  }
  if (lines.isEmpty() && unread.some((name) => /^(?:Pictures\/|Object )/.test(name)))
    throw new ExtractionFailure('empty', 'no text but in pictures and objects');
}

function holds(element: XmlElement, name: string): boolean {
  return element.name === name || childElements(element).some((child) => holds(child, name));
}

function findAll(element: XmlElement, name: RegExp): XmlElement[] {
  if (name.test(element.name)) return [element];
  return childElements(element).flatMap((child) => findAll(child, name));
}
