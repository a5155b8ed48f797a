import type { FoundMention } from '@acervo/db';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** Prints where mentions are, each highlighted between what stands around it. */
export function printMentions({ say, output }: Context, mentions: readonly FoundMention[]): void {
  const { dim, highlight } = output.result;
  for (const { path, documentId, page, before, text, after } of mentions) {
    const place = `${oneLine(path ?? String(documentId))}${page === null ? '' : `, ${say.page(page)}`}`;
    output.print(`  ${place} ${dim(`#${documentId}`)}`);
    output.print(`    …${oneLine(before)}${highlight(oneLine(text))}${oneLine(after)}…`);
  }
}
