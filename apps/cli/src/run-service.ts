import type { Context, ExitCode, GlobalOptions } from './context.ts';
import { ensureModelInUse } from './default-model.ts';
import { clearQueues } from './run/services.ts';
import { type ServiceName, startService } from './service.ts';
import { openSession, serviceEnvironment } from './session.ts';

/** Runs one service until Ctrl-C; its log goes to stderr. In embedded mode the archive's database runs as long. */
export async function runService(context: Context, name: ServiceName, options: GlobalOptions): Promise<ExitCode> {
  const { say, output, signal } = context;
  await using session = await openSession(context, options, { create: true });
  await ensureModelInUse(context, session);
  if (session.alone) await clearQueues(session);
  await using service = startService(name, {
    environment: serviceEnvironment(context, session),
    log: 'inherit',
    onRestart: (ended, left) => output.note(say.restarting(name, ended, left)),
  });
  output.note(say.serviceStarted(name));
  const stop = () => void service.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await service.ended;
  return 0;
}
