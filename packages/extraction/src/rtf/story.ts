/** Lines of one flow of text (the body, a note, a header, a text box) as they come together. */
export interface Story {
  /** Adds to the paragraph being written. */
  write(text: string): void;
  /** Ends the paragraph; inside of a table it belongs to the cell being written. */
  endParagraph(isInTable: boolean): void;
  endCell(): void;
  endRow(): void;
  /** Lines that come after the paragraph or row being written: notes, text boxes. */
  follow(lines: readonly string[]): void;
  /** All lines; the story is over. */
  end(): string[];
}

/** An empty story. */
export function openStory(): Story {
  const lines: string[] = [];
  let paragraph = '';
  let cell: string[] = [];
  let row: string[][] = [];
  let following: string[] = [];
  const flush = () => {
    lines.push(...following);
    following = [];
  };
  const endCell = () => {
    row.push([...cell, paragraph].filter((line) => line.trim() !== ''));
    cell = [];
    paragraph = '';
  };
  const endRow = () => {
    // one line where every cell is one; otherwise cell after cell, so that paragraphs inside cells stay whole
    if (row.every(({ length }) => length <= 1)) lines.push(row.map(([line = '']) => line).join('\t'));
    else lines.push(...row.flat());
    row = [];
    flush();
  };
  return {
    write(text) {
      paragraph += text;
    },
    endParagraph(isInTable) {
      if (isInTable) cell.push(paragraph);
      else {
        if (row.length > 0 || cell.length > 0) {
          lines.push(...row.flat(), ...cell);
          row = [];
          cell = [];
        }
        lines.push(paragraph);
        flush();
      }
      paragraph = '';
    },
    endCell,
    endRow,
    follow(more) {
      following.push(...more);
    },
    end() {
      lines.push(...row.flat(), ...cell, paragraph);
      flush();
      return lines.filter((line) => line.trim() !== '');
    },
  };
}
