import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { type Check, checkMachine } from '../doctor/check-machine.ts';
import { checkServices } from '../doctor/check-services.ts';
import { OPTION_HELP } from '../help/option-help.ts';

interface DoctorOptions extends GlobalOptions {
  readonly json?: boolean;
}

export function add(registry: Registry): void {
  const { context } = registry;
  defineCommand<DoctorOptions>(registry, 'doctor', [], (_, options) => doctor(context, options)).option(
    '--json',
    OPTION_HELP.json[context.language],
  );
}

async function doctor(context: Context, options: DoctorOptions): Promise<ExitCode> {
  const { output } = context;
  const marks = { ok: output.result.green('✓'), warning: output.result.yellow('!'), failed: output.result.red('✗') };
  const checks: Check[] = [];
  const show = (check: Check) => {
    checks.push(check);
    if (options.json) return;
    output.print(`${marks[check.state]} ${check.name}: ${check.found}`);
    if (check.advice !== undefined) output.print(`    ${check.advice}`);
  };
  for await (const check of checkMachine(context, options)) show(check);
  for await (const check of checkServices(context, options)) show(check);
  if (options.json) output.json(checks);
  return checks.some((check) => check.state === 'failed') ? 2 : 0;
}
