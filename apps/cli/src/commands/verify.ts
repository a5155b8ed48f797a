import { verifyArchive } from '@acervo/db';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { openSession } from '../session.ts';

interface VerifyOptions extends GlobalOptions {
  readonly json?: boolean;
}

/** Violations printed one by one; the rest is only counted. */
const SHOWN = 1000;

export function add(registry: Registry): void {
  const { context } = registry;
  defineCommand<VerifyOptions>(registry, 'verify', [], (_, options) => verify(context, options)).option(
    '--json',
    OPTION_HELP.json[context.language],
  );
}

async function verify(context: Context, options: VerifyOptions): Promise<ExitCode> {
  const { say, output, number, signal } = context;
  await using session = await openSession(context, options, { create: false });
  let count = 0;
  for await (const violation of verifyArchive(session.db)) {
    signal.throwIfAborted();
    count += 1;
    if (count > SHOWN) continue;
    const { rule, ...ids } = violation;
    if (options.json) output.json(violation);
    else
      output.print(
        `${rule} ${Object.entries(ids)
          .map(([name, id]) => `${name}=${id}`)
          .join(' ')}`,
      );
  }
  if (count > 0) output.note(output.notes.red(say.violations(number(count))));
  else if (!options.json) output.print(output.result.green(say.verified));
  return count > 0 ? 1 : 0;
}
