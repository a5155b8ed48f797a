import type { FoundMention } from '@acervo/db';
import type { Context } from '../context.ts';
import { describeRole } from '../role-words.ts';
import { oneLine } from '../terminal-text.ts';

/** Prints where mentions are and what a person is in the case, each highlighted between what stands around it. */
export function printMentions({ say, output, language }: Context, mentions: readonly FoundMention[]): void {
  const { dim, highlight } = output.result;
  for (const mention of mentions) {
    const { path, documentId, page, before, text, after } = mention;
    const place = `${oneLine(path ?? String(documentId))}${page === null ? '' : `, ${say.page(page)}`}`;
    const role = describeRole(mention, language);
    output.print(`  ${place} ${dim(`#${documentId}`)}${role === undefined ? '' : `  ${oneLine(role)}`}`);
    output.print(`    …${oneLine(before)}${highlight(oneLine(text))}${oneLine(after)}…`);
  }
}
