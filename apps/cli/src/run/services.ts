import { join } from 'node:path';
import { openExtractQueue, openOcrQueue, openRecognizeQueue, queueConnection } from '@acervo/queue';
import { PipelineError } from '@acervo/runtime';
import type { Context } from '../context.ts';
import { type LogFile, openLogFile } from '../log-file.ts';
import { type Service, type ServiceName, startService } from '../service.ts';
import { type Session, serviceEnvironment } from '../session.ts';

/** The processes that do the work of one command. */
export interface Services extends AsyncDisposable {
  /** Starts a process of that kind unless it runs already. */
  start(name: ServiceName): void;
  /** Rejects as soon as one of them can't go on; never resolves. */
  readonly failed: Promise<never>;
  /** Stops all of them at once and waits. */
  stop(): Promise<void>;
}

/** Prepares services whose logs go to the archive. */
export function openServices(
  context: Context,
  session: Session,
  { passwordsFile, note }: { passwordsFile?: string; note: (line: string) => void },
): Services {
  const { say } = context;
  const running = new Map<ServiceName, { service: Service; log: Promise<LogFile> }>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined); // whoever awaits `failed` hears of it
  const environment = {
    ...serviceEnvironment(context, session, passwordsFile === undefined ? {} : { passwordsFile }),
    ACERVO_HEALTH_PORT: '0', // both would want the same one, and a command says itself how it goes
  };
  const stop = async () => {
    await Promise.all(
      [...running.values()].map(async ({ service, log }) => {
        await service.stop();
        await (await log)[Symbol.asyncDispose]();
      }),
    );
    running.clear();
  };
  return {
    failed: failure.promise,
    start(name) {
      if (running.has(name)) return;
      const file = join(session.archive.folder, 'logs', `${name}.log`);
      const log = openLogFile(file);
      const service = startService(name, {
        environment,
        log: log.then(({ descriptor }) => descriptor),
        onRestart: (ended, left) => note(`${say.restarting(name, ended, left)}\n${say.serviceLog(file)}`),
      });
      service.ended.catch((error: unknown) => {
        if (!(error instanceof PipelineError && error.code === 'usage')) note(say.serviceLog(file));
        failure.reject(error);
      });
      running.set(name, { service, log });
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Empties the queues of an archive that nobody else has open, so that what a killed command had in its hands is taken
 *  up at once instead of when its locks expire. They are only a cache of what PostgreSQL knows. */
export async function clearQueues({ configuration, url }: Session): Promise<void> {
  const connection = queueConnection(configuration, url);
  await using extract = openExtractQueue(connection, configuration.ACERVO_STORAGE);
  await using ocr = openOcrQueue(connection, configuration.ACERVO_STORAGE);
  await using recognize = openRecognizeQueue(connection);
  await Promise.all([extract.clear(), ocr.clear(), recognize.clear()]);
}
