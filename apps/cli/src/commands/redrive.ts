import { redrive as redriveFailures, redriveStale } from '@acervo/db';
import { EXTRACTOR_VERSION } from '@acervo/extraction';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { openSession } from '../session.ts';

interface RedriveOptions extends GlobalOptions {
  readonly code?: readonly string[];
  readonly stale?: boolean;
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const collect = (code: string, codes: readonly string[] = []) => [...codes, code];
  defineCommand<RedriveOptions>(registry, 'redrive', [], (_, options) => redrive(context, options))
    .option('--code <code>', OPTION_HELP.code[context.language], collect)
    .option('--stale', OPTION_HELP.stale[context.language])
    .option('--json', OPTION_HELP.json[context.language]);
}

async function redrive(context: Context, options: RedriveOptions): Promise<ExitCode> {
  const { say, output, number } = context;
  const unknown = options.code?.find((code) => !isFailureCode(code));
  if (unknown !== undefined)
    throw new CommandError(say.notACode(unknown), say.codesAre(Object.keys(FAILURE_HINTS).join(', ')));
  await using session = await openSession(context, options, { create: false });
  const redriven = await redriveFailures(session.db, options.code === undefined ? {} : { codes: options.code });
  const stale = options.stale ? await redriveStale(session.db, { extractorVersion: EXTRACTOR_VERSION }) : 0;
  if (options.json) output.json({ ...redriven, stale });
  else {
    const count = redriven.files + redriven.documents + redriven.ocr + redriven.runs + stale;
    output.print(say.redriven(number(count)));
    if (count > 0) output.note(say.redriveHint);
  }
  return 0;
}
