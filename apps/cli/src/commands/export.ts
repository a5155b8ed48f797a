import {
  EXPORT_TABLE_NAMES,
  type ExportFilter,
  type ExportTable,
  findThresholds,
  listModels,
  listRules,
  type Thresholds,
} from '@acervo/db';
import { ENTITY_TYPES } from '@acervo/ner-core';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { addDocumentOptions, chooseDocumentFilter, type DocumentOptions } from '../document-options.ts';
import { describeExport } from '../export/describe-export.ts';
import { exportArchive } from '../export/export-archive.ts';
import { openExportFolder } from '../export/export-folder.ts';
import { openKey } from '../export/key-file.ts';
import { printExport } from '../export/print-export.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../export/table-writer.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { isInterruption } from '../interrupted.ts';
import { openPseudonyms } from '../pseudonymize/pseudonyms.ts';
import { ROLE_WORDS, ROLES, type Role } from '../pseudonymize/roles.ts';
import { scoreOption } from '../score-option.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';
import { findStoredType, findType, TYPE_WORDS } from '../type-words.ts';

interface ExportOptions extends GlobalOptions, DocumentOptions {
  readonly format?: ExportFormat;
  readonly tables?: readonly ExportTable[];
  readonly texts?: boolean;
  readonly context?: number;
  readonly type?: readonly string[];
  readonly minScore?: number;
  readonly pseudonymize?: boolean;
  readonly key?: string;
  readonly keep?: readonly Role[];
  readonly force?: boolean;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  const command = defineCommand<ExportOptions>(
    registry,
    'export',
    [['<folder>', 'exportFolder']],
    ([folder = ''], options) => exportTo(context, folder, options),
  );
  addDocumentOptions(command, context)
    .option('--format <format>', help('format'), (value) => readFormat(context, value))
    .option('--tables <names>', help('tables'), (value) => readTables(context, value))
    .option('--texts', help('texts'))
    .option('--context <n>', help('context'), wholeNumber(context, '--context'))
    .option('--type <type>', help('exportedType'), (value, before: readonly string[] = []) => {
      if (findType(value) === 'any') throw notAType(context, value);
      return [...before, value];
    })
    .option('--min-score <score>', help('minScore'), scoreOption(context, '--min-score', 'acervo export'))
    .option('--pseudonymize', help('pseudonymize'))
    .option('--key <file>', help('key'))
    .option('--keep <role>', help('keep'), (value, before: readonly Role[] = []) => [
      ...before,
      readRole(context, value),
    ])
    .option('--force', help('forceExport'))
    .option('--json', help('json'));
}

async function exportTo(context: Context, given: string, options: ExportOptions): Promise<ExitCode> {
  const { say, output, signal } = context;
  const { format = 'csv', tables = EXPORT_TABLE_NAMES, texts = false, keep = [] } = options;
  if (options.pseudonymize && options.key === undefined) throw new CommandError(say.keyNeeded, say.keyHint);
  if (!options.pseudonymize && (options.key !== undefined || options.keep !== undefined))
    throw new CommandError(say.keyWithout, say.seeHelp('acervo export'));
  await using session = await openSession(context, options, { create: false });
  const model = (await listModels(session.db)).find(({ state }) => state === 'active');
  if (model === undefined) throw new CommandError(say.noActiveModel, say.noTextsHint);
  const rules = (await listRules(session.db)).find(({ state }) => state === 'rules');
  const filter = await chooseFilter(context, session, options);
  await using folder = await openExportFolder(context, given, { force: options.force === true });
  const key = options.key === undefined ? undefined : await openKey(context, options.key, given);
  const settings = {
    format,
    tables: tables.filter((table) => table !== 'texts' || texts || options.tables !== undefined),
    filter,
    contextCodePoints: options.context ?? 0,
    model,
    ...(key && { pseudonymize: { pseudonyms: openPseudonyms(key.bytes), keep } }),
  };
  try {
    const exported = await exportArchive(context, session, folder.partial, settings);
    const manifest = describeExport(exported, settings, { model, rules, given: options, key, keep });
    signal.throwIfAborted();
    await folder.finish(
      exported.files.map(({ file }) => file),
      manifest,
    );
    if (options.json) output.json({ folder: folder.path, ...manifest });
    else printExport(context, given, exported);
    return 0;
  } catch (error) {
    if (!isInterruption(error, signal)) throw error;
    output.note(say.interrupted);
    return 130;
  }
}

/** What the options leave of the archive; the model's thresholds hold unless a score is given, as in `acervo find`. */
async function chooseFilter(context: Context, session: Session, options: ExportOptions): Promise<ExportFilter> {
  const { type, minScore } = options;
  const types = type && (await Promise.all(type.map((word) => readType(context, session, word))));
  const thresholds: Thresholds =
    minScore === undefined
      ? await findThresholds(session.db)
      : Object.fromEntries(ENTITY_TYPES.map((each) => [each, minScore]));
  return {
    ...(await chooseDocumentFilter(context, session, options)),
    thresholds,
    ...(types && { types }),
  };
}

function readFormat({ say }: Context, text: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => each === text.toLowerCase());
  if (format === undefined) throw new CommandError(say.notAFormat, say.seeHelp('acervo export'));
  return format;
}

function readTables({ say }: Context, text: string): ExportTable[] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !EXPORT_TABLE_NAMES.some((each) => each === name));
  if (wrong !== undefined)
    throw new CommandError(say.notATable(oneLine(wrong)), say.tablesAre(EXPORT_TABLE_NAMES.join(', ')));
  return EXPORT_TABLE_NAMES.filter((each) => names.includes(each));
}

async function readType(context: Context, { db }: Session, word: string): Promise<string> {
  const type = await findStoredType(db, word);
  if (type === undefined) throw notAType(context, word);
  return type;
}

function notAType({ say, language }: Context, word: string): CommandError {
  const words = TYPE_WORDS[language].filter((each) => findType(each) !== 'any');
  return new CommandError(say.notAType(oneLine(word)), say.typesAre(words.join(', ')));
}

function readRole({ say }: Context, word: string): Role {
  const role = ROLES.find((each) => ROLE_WORDS[each].includes(word.toLowerCase().replace('í', 'i')));
  if (role === undefined) throw new CommandError(say.notARole(oneLine(word)), say.rolesAre);
  return role;
}
