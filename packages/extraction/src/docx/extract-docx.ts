import { convertToHtml } from 'mammoth';
import { className, ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { cleanLine } from '../text/clean-text.ts';
import type { DocxElement } from './docx-element.ts';
import { listLines } from './list-lines.ts';
import { mayHoldUnreadText } from './may-hold-unread-text.ts';
import { readPackage } from './read-package.ts';

const MAIN_PART = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
const STRICT_MAIN_PART = 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument';

/** Reads a DOCX: paragraphs as lines, rows of tables as lines of cells, notes after the body. One without a word is blank,
 *  and done with an empty text, unless its package may hold text that was not read: a failure means that something of
 *  the document could not be had.
 *  @throws {ExtractionFailure} `corrupt`, `empty`, `too-large`, `unsupported-type` (a zip of another kind). */
export async function* extractDocx(
  bytes: Uint8Array<ArrayBuffer>,
  { maxTextUnits }: DocumentRequest,
): AsyncGenerator<Part> {
  const opened = readPackage(bytes);
  refuseOtherPackages(opened.parts);
  const document = await readDocument(opened.parts);
  let units = -1;
  for (const line of listLines(document)) {
    const { text } = cleanLine(line);
    if (text === '') continue;
    const lead = units < 0 ? '' : '\n';
    units += text.length + 1;
    if (units > maxTextUnits) throw new ExtractionFailure('too-large', `text over ${maxTextUnits} units`);
    yield { kind: 'text', text: lead + text };
  }
  if (units < 0 && mayHoldUnreadText(opened)) throw new ExtractionFailure('empty', 'no text but in parts not read');
}

/** Spreadsheets and slides are zips with the same table of contents; the main part's type tells them apart. */
function refuseOtherPackages(parts: ReadonlyMap<string, Uint8Array>): void {
  const types = decode(parts.get('[Content_Types].xml'));
  const relationships = decode(parts.get('_rels/.rels'));
  const hasMainPart = relationships.includes(MAIN_PART) || relationships.includes(STRICT_MAIN_PART);
  const isWord = types.includes('wordprocessingml') || types.includes('ms-word.document');
  if (types !== '' && hasMainPart && !isWord)
    throw new ExtractionFailure('unsupported-type', 'Office package, not Word');
  if (types === '' && !parts.has('word/document.xml')) throw new ExtractionFailure('unsupported-type', 'zip, not Word');
}

function decode(part: Uint8Array | undefined): string {
  return part === undefined ? '' : Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString();
}

/** mammoth's own document tree, taken where it would be turned to HTML. It reads from the parts that passed the limits,
 *  through the interface it uses for zip files itself, and nothing outside of them. */
async function readDocument(parts: ReadonlyMap<string, Uint8Array>): Promise<DocxElement> {
  let document: DocxElement | undefined;
  const file = {
    exists: (name: string) => parts.has(name),
    read: async (name: string, encoding?: string) => {
      const part = parts.get(name) ?? new Uint8Array();
      if (encoding === undefined) return part;
      return encoding === 'base64' ? Buffer.from(part).toString('base64') : new TextDecoder(encoding).decode(part);
    },
  };
  try {
    await convertToHtml({ file } as unknown as { buffer: Buffer }, {
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (read: DocxElement) => {
        document = read;
        return { ...read, children: [] };
      },
    });
  } catch (error) {
    throw new ExtractionFailure('corrupt', `mammoth: ${className(error)}`);
  }
  if (document === undefined) throw new ExtractionFailure('corrupt', 'no document part');
  return document;
}
