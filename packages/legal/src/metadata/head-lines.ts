import { plain } from '../tokens.ts';
import { HEAD_UNITS } from './metadata.ts';

/** A line with its place in the text, trimmed. */
export interface Line {
  readonly text: string;
  /** Without accents, in lower case. */
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** What a document begins with. */
export interface Head {
  /** Everything that is looked at. */
  readonly lines: readonly Line[];
  /** The lines above the decision's own text: names of the court, the case, the parties. */
  readonly heading: readonly Line[];
  /** The lines before the report or the vote, where the collective decision stands. */
  readonly decision: readonly Line[];
}

const MOST_HEADING_LINES = 30;
const LONGEST_HEADING_LINE = 420;
const TEXT_BEGINS =
  /^(?:ementa|sumario:|relatorio|vistos|decisao\b|despacho\b|sentenca\b|s e n t e n c a|voto\b|acordam|art\. 1o?)/;
const REPORT_BEGINS = /^(?:r e l a t o r i o|relatorio|voto|v o t o|notas taquigraficas|extrato da ata)\b/;

/** The first words of a collective decision. */
export const DECIDES = /^(?:vistos\b.{0,600}?\b)?(?:acordam?|decidem?|resolvem?)\b/;

/** The first pages as lines. */
export function readHead(text: string): Head {
  const lines = [...linesOf(text.slice(0, HEAD_UNITS))];
  const begins = lines.findIndex(
    ({ folded, text: { length } }) => TEXT_BEGINS.test(folded) || length > LONGEST_HEADING_LINE,
  );
  const reports = lines.findIndex(({ folded }) => REPORT_BEGINS.test(folded));
  return {
    lines,
    heading: lines.slice(0, Math.min(begins < 0 ? lines.length : begins, MOST_HEADING_LINES)),
    decision: lines.slice(0, reports < 0 ? lines.length : reports),
  };
}

/** Where the first of these forms stands in a line, or the whole line where none does: signs of it were undone. */
export function placeIn(line: Line, ...forms: readonly string[]): { start: number; end: number } {
  for (const form of forms) {
    const at = line.text.indexOf(form);
    if (at >= 0) return { start: line.start + at, end: line.start + at + form.length };
  }
  return placeOf(line);
}

export function placeOf({ start, end }: Line): { start: number; end: number } {
  return { start, end };
}

/** The lines of a text that are not empty. */
export function* linesOf(text: string): Generator<Line> {
  for (const match of text.matchAll(/[^\n]+/g)) {
    const line = match[0].trim();
    if (line === '') continue;
    const start = match.index + match[0].indexOf(line);
    yield { text: line, folded: plain(line).toLowerCase(), start, end: start + line.length };
  }
}
