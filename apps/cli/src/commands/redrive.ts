import { redrive as redriveFailures } from '@acervo/db';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { openSession } from '../session.ts';

interface RedriveOptions extends GlobalOptions {
  readonly code?: readonly string[];
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  const collect = (code: string, codes: readonly string[] = []) => [...codes, code];
  defineCommand<RedriveOptions>(registry, 'redrive', [], (_, options) => redrive(context, options))
    .option('--code <code>', OPTION_HELP.code[context.language], collect)
    .option('--json', OPTION_HELP.json[context.language]);
}

async function redrive(context: Context, options: RedriveOptions): Promise<ExitCode> {
  const { say, output, number } = context;
  const unknown = options.code?.find((code) => !isFailureCode(code));
  if (unknown !== undefined)
    throw new CommandError(say.notACode(unknown), say.codesAre(Object.keys(FAILURE_HINTS).join(', ')));
  await using session = await openSession(context, options, { create: false });
  const redriven = await redriveFailures(session.db, options.code === undefined ? {} : { codes: options.code });
  if (options.json) output.json(redriven);
  else {
    output.print(say.redriven(number(redriven.files + redriven.documents + redriven.runs)));
    output.note(say.redriveHint);
  }
  return 0;
}
