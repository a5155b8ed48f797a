import type { DocxElement } from './docx-element.ts';

/** The lines of a document in order: a line per paragraph (more where it has line breaks), a line per row of a table,
 *  its cells separated by tabs; then the notes. Lines may be empty. */
export function* listLines(document: DocxElement): Generator<string> {
  yield* blockLines(document.children ?? []);
  for (const note of Object.values(document.notes?._notes ?? {})) yield* blockLines(note.body ?? []);
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
