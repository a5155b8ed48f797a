import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { readPackage } from '../package/read-package.ts';
import { openLineParts } from '../text/line-parts.ts';
import { findChild, readTree } from '../xml/read-tree.ts';
import { findParts, type WordParts } from './find-parts.ts';
import { openListLabels } from './list-labels.ts';
import { listLines } from './list-lines.ts';
import { mayHoldUnreadText } from './may-hold-unread-text.ts';
import { prepareStory } from './prepare-story.ts';
import { readNumbering } from './read-numbering.ts';
import { readStories } from './read-stories.ts';
import { readStyles } from './read-styles.ts';
import { WORD_PREFIXES } from './word-names.ts';

const MAIN_PART = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
const STRICT_MAIN_PART = 'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument';

/** Reads a DOCX as Word shows it with all changes accepted: paragraphs as lines with the numbers of their lists, rows of
 *  tables as lines of cells, footnotes after the paragraph or row they belong to, endnotes at the end. Headers, footers
 *  and hidden text are removed spans; comments are left out. One without a word is blank, and done with an empty text,
 *  unless its package may hold text that was not read: a failure means that something of the document could not be had.
 *  @throws {ExtractionFailure} `corrupt`, `empty`, `too-large`, `unsupported-type` (a zip of another kind). */
export async function* extractDocx(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const opened = readPackage(bytes);
  refuseOtherPackages(opened.parts);
  const parts = findParts(opened.parts);
  const lines = openLineParts(request);
  const read = openStoryReader(opened.parts, parts);

  const [body, footnotes, endnotes] = [parts.main, parts.footnotes, parts.endnotes].map(read.prepare);
  const document = await readStories({
    body: body?.xml ?? '',
    footnotes: footnotes?.xml ?? '',
    endnotes: endnotes?.xml ?? '',
  });
  for (const line of listLines(document)) yield* lines.add(line);
  for (const story of [body, footnotes, endnotes]) {
    for (const text of story?.hidden ?? []) yield* lines.remove('hidden-text', [text]);
  }
  for (const [rule, names] of [
    ['header', parts.headers],
    ['footer', parts.footers],
  ] as const) {
    for (const name of names) {
      const story = await readStories({ body: read.prepare(name)?.xml ?? '' });
      yield* lines.remove(rule, listLines(story));
    }
  }
  if (lines.isEmpty() && mayHoldUnreadText(opened, new Set(read.names)))
    throw new ExtractionFailure('empty', 'no text but in parts not read');
}

/** Stories with the styles and lists of the document they belong to. */
function openStoryReader(parts: ReadonlyMap<string, Uint8Array>, word: WordParts) {
  const find = (name: string | undefined) => (name === undefined ? undefined : parts.get(name));
  const styles = readStyles(find(word.styles));
  const labels = openListLabels(readNumbering(find(word.numbering), styles), styles);
  const names: string[] = [];
  return {
    names,
    prepare(name: string | undefined) {
      const part = find(name);
      if (name === undefined || part === undefined) return undefined;
      names.push(name);
      const story = readTree(part, WORD_PREFIXES);
      const document = findChild(story, 'w:document');
      if (name === word.main && (document === undefined || findChild(document, 'w:body') === undefined))
        throw new ExtractionFailure('corrupt', 'no body');
      return prepareStory(story, { styles, labels });
    },
  };
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
