import { resolve } from 'node:path';
import { type DocumentFilter, findSources } from '@acervo/db';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { chooseDocuments } from './compare/choose-documents.ts';
import type { Context } from './context.ts';
import { dateOption } from './date-option.ts';
import { OPTION_HELP } from './help/option-help.ts';
import type { Session } from './session.ts';
import { oneLine } from './terminal-text.ts';

/** Options that say which documents are meant. */
export interface DocumentOptions {
  readonly court?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly source?: readonly string[];
  readonly docs?: readonly string[];
}

/** Adds the options to a command. */
export function addDocumentOptions(command: Command, context: Context): Command {
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  const several = (value: string, before: readonly string[] = []) => [...before, value];
  return command
    .option('--court <court>', help('court'), several)
    .option('--from <date>', help('judgedFrom'), dateOption(context, '--from', 'first'))
    .option('--until <date>', help('judgedUntil'), dateOption(context, '--until', 'last'))
    .option('--source <folder>', help('ofSource'), several)
    .option('--docs <which>', help('onlyDocs'), several);
}

/** What the options mean in this archive.
 *  @throws {CommandError} for a folder that was not read, or a reference to no document with a text. */
export async function chooseDocumentFilter(
  context: Context,
  session: Session,
  { court, from, until, source, docs }: DocumentOptions,
): Promise<DocumentFilter> {
  const { say, workingFolder } = context;
  const sourceIds = [];
  for (const folder of source ?? []) {
    const found = await findSources(session.db, resolve(workingFolder, folder));
    if (found.length === 0) throw new CommandError(say.noSource(oneLine(folder)), say.noSourceHint);
    sourceIds.push(...found);
  }
  return {
    ...(docs && {
      documents: await chooseDocuments(context, session, { docs, sample: undefined, seed: 1, readBy: undefined }),
    }),
    ...(court && { courts: court }),
    ...(from && { judgedFrom: from }),
    ...(until && { judgedUntil: until }),
    ...(source && { sourceIds }),
  };
}

/** The options as a person would type them again. */
export function repeatDocumentOptions(
  { court = [], from, until, source = [], docs = [] }: DocumentOptions,
  quote: (text: string) => string,
): string[] {
  return [
    ...court.map((each) => `--court ${quote(each)}`),
    ...(from === undefined ? [] : [`--from ${from}`]),
    ...(until === undefined ? [] : [`--until ${until}`]),
    ...source.map((each) => `--source ${quote(each)}`),
    ...docs.map((each) => `--docs ${quote(each)}`),
  ];
}
