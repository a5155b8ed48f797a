import { listModels, type ModelRow } from '@acervo/db';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import type { Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

/** Both models that are to be compared, in the order they were named. */
export interface ComparedModels {
  readonly a: ModelRow;
  readonly b: ModelRow;
}

/** The two models of the archive that are meant, each by its name (its newest version), the first six or more digits of its
 *  hash, or `name@digits`.
 *  @throws {CommandError} for one that is not there or may be several, and for one model given twice. */
export async function chooseModels(
  context: Context,
  { db }: Session,
  [first, second]: readonly [string, string],
): Promise<ComparedModels> {
  const models = await listModels(db);
  const a = chooseModel(context, models, first);
  const b = chooseModel(context, models, second);
  if (a.id === b.id) throw new CommandError(context.say.sameModel(describeModel(a)), context.say.sameModelHint);
  return { a, b };
}

function chooseModel({ say }: Context, models: readonly ModelRow[], reference: string): ModelRow {
  const named = models.findLast(({ name }) => name === reference);
  if (named !== undefined) return named;
  const [, name, digits = ''] = /^(?:(.+)@)?([0-9a-f]{6,64})$/.exec(reference) ?? [];
  const found =
    digits === ''
      ? []
      : models.filter((model) => model.hash.startsWith(digits) && (name === undefined || model.name === name));
  const [only, ...others] = found;
  if (only === undefined) throw new CommandError(say.modelUnknown(oneLine(reference)), say.modelUnknownHint);
  if (others.length > 0) throw new CommandError(say.manyModels(reference), found.map(describeModel).join('\n'));
  return only;
}

/** A version of a model as a person can tell it from another. */
export function describeModel({ name, hash }: Pick<ModelRow, 'name' | 'hash'>): string {
  return `${oneLine(name)} (${hash.slice(0, 12)})`;
}
