import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ensureRules, findToNormalize, finishRules, listRules, normalizeAgain } from '@acervo/db';
import { NORMALIZER_VERSION, normalizeInSteps, parseUserRules, UserRuleError } from '@acervo/legal';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { isInterruption } from '../interrupted.ts';
import { openProgress } from '../progress.ts';
import { foldWhatIsThere } from '../run/fold-what-is-there.ts';
import { openSession, type Session } from '../session.ts';
import { oneLine } from '../terminal-text.ts';

interface NormalizeOptions extends GlobalOptions {
  readonly rules?: string;
  readonly again?: boolean;
  readonly json?: boolean;
}

/** Documents looked up at a time, and in flight. */
const PAGE = 500;
const IN_FLIGHT = 4;

const normalizer = { version: NORMALIZER_VERSION, normalize: normalizeInSteps };

export function add(registry: Registry): void {
  const { context } = registry;
  const help = (name: keyof typeof OPTION_HELP) => OPTION_HELP[name][context.language];
  defineCommand<NormalizeOptions>(registry, 'normalize', [], (_, options) => normalize(context, options))
    .option('--rules <file>', help('rules'))
    .option('--again', help('again'))
    .option('--json', help('json'));
}

async function normalize(context: Context, options: NormalizeOptions): Promise<ExitCode> {
  const { say, output, number, signal } = context;
  const yaml = options.rules === undefined ? undefined : await readRules(context, options.rules);
  await using session = await openSession(context, options, { create: false });
  const { db } = session;
  const changed = await ensureRules(db, yaml);
  if (changed && yaml !== undefined) output.note(say.rulesTaken);
  try {
    const documents = await normalizeAll(context, session, options.again === true);
    await finishRules(db);
    await foldWhatIsThere(db, signal);
    const rules = await listRules(db);
    if (options.json) output.json({ documents, rules });
    else output.print(documents === 0 ? say.nothingToNormalize : say.normalized(number(documents)));
    return 0;
  } catch (error) {
    if (!isInterruption(error, signal)) throw error;
    output.note(say.normalizeInterrupted);
    return 130;
  }
}

/** @returns how many documents it looked at. */
async function normalizeAll({ say, output, signal }: Context, { db }: Session, again: boolean): Promise<number> {
  using progress = openProgress(output);
  let done = 0;
  for (let after = 0; ; ) {
    const page = await findToNormalize(db, { after, limit: PAGE, version: NORMALIZER_VERSION, again });
    const last = page.at(-1);
    if (last === undefined) return done;
    for (let from = 0; from < page.length; from += IN_FLIGHT) {
      signal.throwIfAborted();
      const batch = page.slice(from, from + IN_FLIGHT);
      await Promise.all(batch.map((document) => normalizeAgain(db, document, normalizer)));
      done += batch.length;
      progress.show([{ label: say.stageNormalized, done, total: undefined }]);
    }
    after = last.documentId;
  }
}

/** The text of a file of rules that can be used.
 *  @throws {CommandError} for one that can't be read, or has a rule that can't be used */
async function readRules({ say, workingFolder }: Context, given: string): Promise<string> {
  const yaml = await readFile(resolve(workingFolder, given), 'utf8').catch(() => {
    throw new CommandError(say.fileUnreadable(oneLine(given)), say.fileHint);
  });
  try {
    parseUserRules(yaml);
    return yaml;
  } catch (error) {
    if (!(error instanceof UserRuleError)) throw error;
    throw new CommandError(say.badRule(oneLine(given), error.index + 1, error.message), say.rulesHint);
  }
}
