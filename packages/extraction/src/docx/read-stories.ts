import { convertToHtml } from 'mammoth';
import { className, ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocxElement } from './docx-element.ts';

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"';

/** A story with its notes, in prepared WordprocessingML; see `prepareStory`. */
export interface Stories {
  readonly body: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
}

/** mammoth's own document tree of prepared stories, taken where it would be turned to HTML. It reads them through the
 *  interface it uses for zip files itself, and nothing outside of them.
 *  @throws {ExtractionFailure} `corrupt` */
export async function readStories({ body, footnotes = '', endnotes = '' }: Stories): Promise<DocxElement> {
  const parts = new Map([
    ['word/document.xml', `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`],
    ['word/footnotes.xml', `<w:footnotes ${NAMESPACES}>${footnotes}</w:footnotes>`],
    ['word/endnotes.xml', `<w:endnotes ${NAMESPACES}>${endnotes}</w:endnotes>`],
  ]);
  let document: DocxElement | undefined;
  const file = {
    exists: (name: string) => parts.has(name),
    read: async (name: string) => parts.get(name) ?? '',
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
  if (document === undefined) throw new ExtractionFailure('corrupt', 'mammoth gave no document');
  return document;
}
