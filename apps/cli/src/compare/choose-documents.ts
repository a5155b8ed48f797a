import { type DocumentSelection, findDocuments, findSelected, type ModelPair, sampleSelected } from '@acervo/db';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { isGlob, pathPatterns } from './path-patterns.ts';

/** Documents that one reference may name; beyond this it is a folder's or a glob's business. */
const NAMED_AT_MOST = 1000;

/** The documents that are meant: of each reference those it names (as `acervo show` takes it), or those below a folder, or
 *  those of a glob; without any, all. With `sample`, so many of them by chance; with `readBy`, of those that both models
 *  have read.
 *  @throws {CommandError} for a reference to nothing that has a text. */
export async function chooseDocuments(
  context: Context,
  { db }: Session,
  {
    docs,
    sample,
    seed,
    readBy,
  }: { docs: readonly string[]; sample: number | undefined; seed: number; readBy: ModelPair | undefined },
): Promise<DocumentSelection> {
  const parts = [];
  for (const reference of docs) {
    const part = await findPart(context, db, reference);
    if ((await findSelected(db, part, { limit: 1 })).length === 0)
      throw new CommandError(context.say.noText(oneLine(reference)), context.say.noTextHint);
    parts.push(part);
  }
  const meant =
    parts.length === 0
      ? {}
      : { ids: parts.flatMap(({ ids = [] }) => ids), patterns: parts.flatMap(({ patterns = [] }) => patterns) };
  return sample === undefined ? meant : { ids: await sampleSelected(db, meant, { readBy, size: sample, seed }) };
}

async function findPart({ workingFolder }: Context, db: Session['db'], reference: string): Promise<DocumentSelection> {
  if (isGlob(reference)) return { patterns: pathPatterns(reference, workingFolder) };
  const named = await findDocuments(db, reference, { limit: NAMED_AT_MOST });
  return named.length > 0 ? { ids: named.map(({ id }) => id) } : { patterns: pathPatterns(reference, workingFolder) };
}
