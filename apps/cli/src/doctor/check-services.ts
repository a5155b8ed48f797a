import { type Db, describeServer, embeddedStatus, openDatabase, openEmbeddedServer } from '@acervo/db';
import { inspectQueue, queueConnection } from '@acervo/queue';
import { describeError, FAILURE_HINTS, PipelineError, readConfiguration } from '@acervo/runtime';
import { findArchiveFolder } from '../archive-folder.ts';
import type { Context, GlobalOptions } from '../context.ts';
import type { Check } from './check-machine.ts';

const OLDEST_POSTGRES = 150_000;

/** Whether database and queue answer and are what Acervo needs. Creates nothing: without an archive there is nothing to see. */
export async function* checkServices(context: Context, options: GlobalOptions): AsyncGenerator<Check> {
  const { say, environment, workingFolder } = context;
  const configuration = readConfiguration(environment);
  const archive = findArchiveFolder(options.archive ?? configuration.ACERVO_ARCHIVE, workingFolder);
  if (configuration.DATABASE_URL === undefined) {
    if (!archive.exists) return;
    const status = await embeddedStatus({ archive: archive.folder });
    if (status.dataFolder === undefined) return;
    try {
      await using server = await openEmbeddedServer({ archive: archive.folder });
      await using db = openDatabase(server.url);
      yield await checkDatabase(context, db);
    } catch (error) {
      yield failed(context, say.doctorDatabase, error);
    }
    return;
  }
  await using db = openDatabase(configuration.DATABASE_URL);
  yield await checkDatabase(context, db);
  yield await checkQueue(context, configuration.DATABASE_URL);
}

async function checkDatabase(context: Context, db: Db): Promise<Check> {
  const { say } = context;
  const name = say.doctorDatabase;
  try {
    const { version, versionNumber, encoding } = await describeServer(db);
    const found = `PostgreSQL ${version}, ${encoding}, ${new URL(db.url).host}`;
    if (versionNumber < OLDEST_POSTGRES) return { name, state: 'failed', found, advice: say.doctorDatabaseOld };
    if (encoding !== 'UTF8') return { name, state: 'failed', found, advice: say.doctorEncoding };
    return { name, state: 'ok', found };
  } catch (error) {
    return failed(context, name, error);
  }
}

async function checkQueue(context: Context, databaseUrl: string): Promise<Check> {
  const { say, environment } = context;
  const name = say.doctorQueue;
  const connection = queueConnection(readConfiguration(environment), databaseUrl);
  if (connection.kind === 'postgres') return { name, state: 'ok', found: say.doctorQueueInDatabase };
  try {
    const { version, maxmemoryPolicy } = await inspectQueue(connection);
    const found = `Redis ${version}, ${maxmemoryPolicy ?? '?'}, ${new URL(connection.url).host}`;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < 6 || (major === 6 && minor < 2)) return { name, state: 'failed', found, advice: say.doctorRedisOld };
    if (maxmemoryPolicy !== undefined && maxmemoryPolicy !== 'noeviction')
      return { name, state: 'failed', found, advice: say.doctorRedisPolicy };
    return { name, state: 'ok', found };
  } catch (error) {
    return failed(context, name, error);
  }
}

function failed({ language }: Context, name: string, error: unknown): Check {
  if (!(error instanceof PipelineError)) return { name, state: 'failed', found: String(describeError(error)['type']) };
  return { name, state: 'failed', found: error.message, advice: FAILURE_HINTS[error.code][language] };
}
