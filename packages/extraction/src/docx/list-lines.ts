import type { DocxElement } from './docx-element.ts';

/** The lines of a document in order: a line per paragraph (more where it has line breaks), a line per row of a table,
 *  its cells separated by tabs; footnotes after the paragraph or row that refers to them, endnotes at the end. Notes that
 *  nothing refers to are not shown by Word either. Lines may be empty. */
export function* listLines(document: DocxElement): Generator<string> {
  const key = ({ noteType, noteId }: DocxElement) => `${noteType} ${noteId}`;
  const notes = new Map(Object.values(document.notes?._notes ?? {}).map((note) => [key(note), note]));
  const told = new Set<DocxElement>();
  const endnotes: DocxElement[] = [];

  function* linesWithNotes(blocks: readonly DocxElement[]): Generator<string> {
    for (const block of blocks) {
      if (block.type === 'table') {
        yield* linesWithNotes(block.children ?? []);
        continue;
      }
      yield* blockLines([block]);
      for (const reference of references(block)) {
        const note = notes.get(key(reference));
        if (note === undefined || told.has(note)) continue;
        told.add(note);
        if (reference.noteType === 'endnote') endnotes.push(note);
        else yield* linesWithNotes(note.body ?? []);
      }
    }
  }
  yield* linesWithNotes(document.children ?? []);
  // endnotes may refer to notes themselves: the list grows on the way
  for (const note of endnotes) yield* linesWithNotes(note.body ?? []);
}

function* references(element: DocxElement): Generator<DocxElement> {
  if (element.type === 'noteReference') yield element;
  for (const child of element.children ?? []) yield* references(child);
}

function* blockLines(elements: readonly DocxElement[]): Generator<string> {
  let open = '';
  for (const element of elements) {
    if (isBlock(element) && open !== '') {
      yield* open.split('\n');
      open = '';
    }
    if (element.type === 'paragraph') yield* inlineText(element).split('\n');
    else if (element.type === 'tableRow') yield* rowLines(element);
    else if (element.type === 'table' || element.type === 'tableCell') yield* blockLines(element.children ?? []);
    else open += inlineText(element);
  }
  if (open !== '') yield* open.split('\n');
}

function isBlock({ type }: DocxElement): boolean {
  return type === 'paragraph' || type === 'table' || type === 'tableRow' || type === 'tableCell';
}

/** One line where every cell is one; otherwise cell after cell, so that paragraphs inside cells stay whole. */
function rowLines(row: DocxElement): string[] {
  const cells = (row.children ?? []).map((cell) =>
    [...blockLines(cell.children ?? [])].filter((line) => line.trim() !== ''),
  );
  return cells.every((lines) => lines.length <= 1) ? [cells.map(([line = '']) => line).join('\t')] : cells.flat();
}

function inlineText(element: DocxElement): string {
  switch (element.type) {
    case 'text':
      return element.value ?? '';
    case 'tab':
      return '\t';
    case 'break':
      return '\n';
    default:
      return (element.children ?? []).map(inlineText).join('');
  }
}
