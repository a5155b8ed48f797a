import { type Configuration, readConfiguration } from './configuration.ts';
import { type Logger, openLogger } from './logger.ts';
import { PipelineError } from './pipeline-error.ts';
import { listenForShutdown } from './shutdown-signal.ts';

/** What a long-running process starts with. */
export interface Service {
  readonly configuration: Configuration;
  readonly databaseUrl: string;
  readonly logger: Logger;
  /** Fires when the process is asked to stop: take nothing new, give back what can't be finished at once. */
  readonly signal: AbortSignal;
  /** Fires seconds later: what still waits for a database or a queue gives up. */
  readonly closing: AbortSignal;
  /** Tells a parent process that everything is open, and for a server where. */
  readonly ready: (address?: string) => void;
  /** Tells a parent process that a document has ended, done or failed. */
  readonly ended: () => void;
}

/** What a service tells its parent process. */
export type ServiceMessage =
  | { readonly ready: true; readonly address?: string }
  | { readonly ended: true }
  | { readonly refused: string };

const CLOSING_AFTER_MS = 4000;
/** Whoever waits for us kills after 8 to 10 seconds; leaving by ourselves keeps the exit code right. */
const GONE_AFTER_MS = 7000;

function tell(message: ServiceMessage): void {
  if (process.connected) process.send?.(message);
}

/** Runs a service to its end and exits the process: 0 stopped as asked, 1 crashed, 2 configuration refused. */
export async function runService(name: string, work: (service: Service) => Promise<void>): Promise<never> {
  let logger = openLogger(name, 'info');
  const crash = (error: unknown) => {
    const isRefusal = error instanceof PipelineError && error.code === 'usage';
    // a parent process says it to the person: once is enough
    if (isRefusal && process.connected) tell({ refused: error.message });
    else logger.fatal({ err: error }, 'crashed');
    process.exit(isRefusal ? 2 : 1);
  };
  // node would print messages, and those of drivers may hold court text
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  try {
    const configuration = readConfiguration();
    logger = openLogger(name, configuration.ACERVO_LOG_LEVEL);
    const { DATABASE_URL: databaseUrl } = configuration;
    if (databaseUrl === undefined) throw new PipelineError('usage', 'DATABASE_URL is not set');
    using shutdown = listenForShutdown();
    const closing = new AbortController();
    shutdown.signal.addEventListener('abort', () => {
      logger.info('stopping');
      setTimeout(() => closing.abort(), CLOSING_AFTER_MS).unref();
      setTimeout(() => {
        logger.warn('not everything could be closed in time');
        process.exit(0);
      }, GONE_AFTER_MS).unref();
    });
    await work({
      configuration,
      databaseUrl,
      logger,
      signal: shutdown.signal,
      closing: closing.signal,
      ready: (address) => {
        logger.info('ready');
        tell({ ready: true, ...(address === undefined ? {} : { address }) });
      },
      ended: () => tell({ ended: true }),
    });
  } catch (error) {
    if (!(error instanceof PipelineError && error.code === 'stopped')) crash(error);
  }
  logger.info('stopped');
  process.exit(0);
}
