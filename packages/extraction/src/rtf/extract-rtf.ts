import { ExtractionFailure } from '../child/extraction-failure.ts';
import type { DocumentRequest, Part } from '../child/part.ts';
import { openLineParts } from '../text/line-parts.ts';
import { readRtf } from './read-rtf.ts';

/** Reads RTF as Word shows it with all changes accepted: paragraphs as lines with the numbers of their lists, rows of
 *  tables as lines of cells, footnotes after their paragraph, endnotes at the end. Headers, footers and hidden text are
 *  removed spans.
 *  @throws {ExtractionFailure} `corrupt` where it is cut off, `empty` where all it holds is pictures, `too-large` */
export async function* extractRtf(bytes: Uint8Array<ArrayBuffer>, request: DocumentRequest): AsyncGenerator<Part> {
  const { lines: read, removed, isWhole, hasPictures } = readRtf(bytes);
  if (!isWhole) throw new ExtractionFailure('corrupt', 'RTF is cut off');
  const lines = openLineParts(request);
  for (const line of read) yield* lines.add(line);
  for (const { rule, lines: cut } of removed) yield* lines.remove(rule, cut);
  if (lines.isEmpty() && hasPictures) throw new ExtractionFailure('empty', 'no text but in pictures');
}
