import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { cleanLine } from './clean-text.ts';

/** Makes parts of the lines of a document without pages. */
export interface LineParts {
  /** Text of the document; blank lines are left out.
   *  @throws {ExtractionFailure} `too-large` */
  add(line: string): Generator<Part>;
  /** Lines taken out of it by a rule. */
  remove(rule: string, lines: Iterable<string>): Generator<Part>;
  /** Whether no text came so far, removed or not. */
  isEmpty(): boolean;
}

/** Lines joined by line breaks, under the limit of the request. */
export function openLineParts({ maxTextUnits }: DocumentRequest): LineParts {
  let units = -1;
  let removedUnits = 0;
  const limit = (total: number) => {
    if (total > maxTextUnits) throw new ExtractionFailure('too-large', `text over ${maxTextUnits} units`);
  };
  return {
    *add(line) {
      const { text } = cleanLine(line);
      if (text === '') return;
      const lead = units < 0 ? '' : '\n';
      units += text.length + 1;
      limit(units);
      yield { kind: 'text', text: lead + text };
    },
    *remove(rule, lines) {
      const cleaned = [];
      for (const line of lines) {
        const { text } = cleanLine(line);
        removedUnits += text.length;
        limit(removedUnits);
        if (text !== '') cleaned.push(text);
      }
      if (cleaned.length > 0) yield { kind: 'removed', spans: [{ page: null, rule, text: cleaned.join('\n') }] };
    },
    isEmpty: () => units < 0 && removedUnits === 0,
  };
}
