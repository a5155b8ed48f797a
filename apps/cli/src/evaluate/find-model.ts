import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DEFAULT_MODEL_FOLDER } from '@acervo/inference';
import { readConfiguration } from '@acervo/runtime';
import { findArchiveFolder } from '../archive-folder.ts';
import { CommandError } from '../command-error.ts';
import type { Context, GlobalOptions } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** The folder of the model that is meant: a folder, the name of a model that the archive or the repository has, or
 *  without either the repository's own. Opens no database; says on stderr when an archive's model is used.
 *  @throws {CommandError} where there is none. */
export async function findModel(context: Context, given: string | undefined, options: GlobalOptions): Promise<string> {
  const { say, output, workingFolder, environment } = context;
  if (given === undefined) {
    if (!existsSync(DEFAULT_MODEL_FOLDER)) throw new CommandError(say.noDefaultModel, say.noDefaultModelHint);
    return DEFAULT_MODEL_FOLDER;
  }
  const folder = resolve(workingFolder, given);
  if (await isFolder(folder)) return folder;
  if (basename(given) !== given) throw new CommandError(say.folderMissing(oneLine(given)), say.evaluatedModelHint);
  const { ACERVO_ARCHIVE, ACERVO_MODELS } = readConfiguration(environment);
  const archive = findArchiveFolder(options.archive ?? ACERVO_ARCHIVE, workingFolder).folder;
  const installed = join(ACERVO_MODELS ?? join(archive, 'models'), given);
  if (await isFolder(installed)) {
    if (ACERVO_MODELS === undefined) output.note(output.notes.dim(say.usingArchive(oneLine(archive))));
    return installed;
  }
  const own = join(dirname(DEFAULT_MODEL_FOLDER), given);
  if (await isFolder(own)) return own;
  throw new CommandError(say.modelUnknown(oneLine(given)), say.evaluatedModelHint);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
