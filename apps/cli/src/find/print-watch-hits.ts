import type { WatchHit } from '@acervo/db';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';
import { typeWord } from '../type-words.ts';

/** Prints which watched names a scheduled run has met, and where. */
export function printWatchHits({ say, output, language }: Context, hits: readonly WatchHit[]): void {
  const { bold, dim } = output.result;
  for (const { name, type, mentions, more } of hits) {
    const ofType = type === 'any' ? '' : ` (${typeWord(type, language)})`;
    output.print(`    ${bold(oneLine(name))}${ofType}`);
    for (const { path, documentId, page, text } of mentions) {
      const place = `${oneLine(path ?? String(documentId))}${page === null ? '' : `, ${say.page(page)}`}`;
      output.print(`      ${place} ${dim(`#${documentId}`)}  ${oneLine(text)}`);
    }
    if (more) output.print(dim('      …'));
  }
}
