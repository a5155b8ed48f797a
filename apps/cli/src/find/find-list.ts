import { type DocumentFilter, type FoundMention, findMentions, type Thresholds, type Watched } from '@acervo/db';
import type { SectionKind } from '@acervo/legal';
import type { Context } from '../context.ts';
import { orInterrupted } from '../interrupted.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { typeWord } from '../type-words.ts';
import { printMentions } from './print-mentions.ts';

/** Looks for each of a list, and prints those that are mentioned, with at most `limit` mentions each. */
export async function findList(
  context: Context,
  { db }: Session,
  list: readonly Watched[],
  {
    documents,
    roles,
    sections,
    thresholds,
    limit,
    json,
  }: {
    documents: DocumentFilter;
    roles: readonly string[];
    sections: readonly SectionKind[];
    thresholds: Thresholds;
    limit: number;
    json: boolean;
  },
): Promise<void> {
  const { say, output, number, language, signal } = context;
  const found: (Watched & { mentions: FoundMention[]; more: boolean })[] = [];
  for (const { name, type } of list) {
    const question = {
      text: name,
      documents,
      roles,
      sections,
      thresholds,
      limit: limit + 1,
      ...(type === 'any' ? {} : { type }),
    };
    const mentions = await orInterrupted(findMentions(db, question), signal);
    if (mentions.length === 0) continue;
    const entry = { name, type, mentions: mentions.slice(0, limit), more: mentions.length > limit };
    if (json) {
      found.push(entry);
      continue;
    }
    const ofType = type === 'any' ? '' : ` (${typeWord(type, language)})`;
    output.print(output.result.bold(`${oneLine(name)}${ofType}`));
    printMentions(context, entry.mentions);
    if (entry.more) output.print(output.result.dim(`  … ${say.moreThan(number(limit))}`));
    found.push({ ...entry, mentions: [] });
  }
  if (json) output.json({ watched: list.length, found });
  else output.note(say.watchedFound(number(found.length), number(list.length)));
}
