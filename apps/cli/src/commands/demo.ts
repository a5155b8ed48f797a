import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '../command-error.ts';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry } from '../define-command.ts';
import { DEMO_QUESTIONS } from '../demo-questions.ts';
import { openSession } from '../session.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import { planRun, runInSession } from './run.ts';
import { ask } from './sql.ts';

/** The samples that come with the repository; one of them is broken on purpose. */
const SAMPLES = fileURLToPath(new URL('../../../../samples', import.meta.url));
/** How many of the samples can't be read: a damaged file. */
const EXPECTED_FAILURES = '1';

export function add(registry: Registry): void {
  defineCommand<GlobalOptions>(registry, 'demo', [], (_, options) => demo(registry.context, options));
}

async function demo(context: Context, options: GlobalOptions): Promise<ExitCode> {
  const { say, output, language } = context;
  if (!existsSync(SAMPLES)) throw new CommandError(say.demoNoSamples, say.demoNoSamplesHint);
  const archive = options.archive ?? join(context.workingFolder, '.acervo-demo');
  const own = { ...options, archive };
  const plan = await planRun(context, [SAMPLES], { ...own, maxFailures: EXPECTED_FAILURES });
  await using session = await openSession(context, own, { create: true, alwaysEmbedded: true });
  const code = await runInSession(context, session, plan);
  if (code !== 0) return code;
  output.print();
  output.print(output.result.bold(say.demoQuestions));
  for (const { question, sql } of DEMO_QUESTIONS) {
    output.print();
    output.print(output.result.bold(question[language]));
    for (const line of sql.split('\n')) output.print(output.result.dim(`  ${line}`));
    const { columns, rows } = await ask(context, session.url, sql, { maxRows: 20, timeoutMs: 30_000 });
    for (const line of formatTable(columns, rows, output.resultColumns - 2)) output.print(`  ${line}`);
  }
  output.print();
  output.note(say.demoMore(oneLine(relative(context.workingFolder, archive) || '.')));
  return 0;
}
