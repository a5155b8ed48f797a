import { readerUrl } from '@acervo/db';
import type { Context, ExitCode, GlobalOptions } from '../context.ts';
import { defineCommand, type Registry, wholeNumber } from '../define-command.ts';
import { OPTION_HELP } from '../help/option-help.ts';
import { startService } from '../service.ts';
import { openSession, serviceEnvironment } from '../session.ts';

interface WebOptions extends GlobalOptions {
  readonly port?: number;
}

export function add(registry: Registry): void {
  const { context } = registry;
  defineCommand<WebOptions>(registry, 'web', [], (_, options) => web(context, options)).option(
    '--port <n>',
    OPTION_HELP.port[context.language],
    wholeNumber(context, '--port', 0, 65535),
  );
}

/** Runs the explorer until Ctrl-C. It gets the reading login and nothing that opens more. */
async function web(context: Context, options: WebOptions): Promise<ExitCode> {
  const { say, output, signal } = context;
  await using session = await openSession(context, options, { create: true });
  const {
    HF_TOKEN: _token,
    REDIS_URL: _redis,
    ACERVO_PASSWORDS_FILE: _passwords,
    ...environment
  } = serviceEnvironment(context, session);
  await using service = startService('explorer', {
    environment: {
      ...environment,
      ACERVO_LOG_LEVEL: environment['ACERVO_LOG_LEVEL'] ?? 'warn', // a person reads this terminal
      DATABASE_URL: readerUrl(session.url),
      ...(options.port === undefined ? {} : { ACERVO_WEB_PORT: String(options.port) }),
    },
    log: 'inherit',
    onRestart: (ended, left) => output.note(say.restarting('explorer', ended, left)),
    onReady: (address = '') => output.print(say.webOpen(address)),
  });
  const stop = () => void service.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await service.ended;
  return 0;
}
