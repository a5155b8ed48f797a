import { join } from 'node:path';
import { type Db, migrate, openDatabase, openEmbeddedServer } from '@acervo/db';
import { type Configuration, readConfiguration } from '@acervo/runtime';
import { type ArchiveFolder, createArchiveFolder, findArchiveFolder } from './archive-folder.ts';
import { CommandError } from './command-error.ts';
import type { Context, GlobalOptions } from './context.ts';
import { oneLine } from './terminal-text.ts';

/** An open archive: its database, migrated, and where its files are. Disposing closes it; the embedded server is stopped
 *  when nobody else uses it. */
export interface Session extends AsyncDisposable {
  readonly db: Db;
  /** The database's address with the right to write. */
  readonly url: string;
  readonly mode: 'embedded' | 'servers';
  /** The archive folder; in servers mode it holds only models and logs, and may not exist. */
  readonly archive: ArchiveFolder;
  readonly modelsFolder: string;
  readonly configuration: Configuration;
  /** Embedded mode: no other command had the archive open when this one came. */
  readonly alone: boolean;
}

export interface SessionOptions {
  /** Create the archive where there is none; otherwise that is an error. */
  readonly create: boolean;
  /** Embedded mode even with DATABASE_URL set: the demo's archive is its own. */
  readonly alwaysEmbedded?: boolean;
}

/** Opens the archive that the options, the environment and the working folder name, and says on stderr which it is. */
export async function openSession(
  context: Context,
  options: GlobalOptions,
  { create, alwaysEmbedded = false }: SessionOptions,
): Promise<Session> {
  const configuration = readConfiguration(context.environment);
  const archive = findArchiveFolder(options.archive ?? configuration.ACERVO_ARCHIVE, context.workingFolder);
  const databaseUrl = alwaysEmbedded ? undefined : configuration.DATABASE_URL;
  const modelsFolder = configuration.ACERVO_MODELS ?? join(archive.folder, 'models');
  if (databaseUrl !== undefined) {
    const { hostname, pathname } = new URL(databaseUrl);
    context.output.note(context.output.notes.dim(context.say.usingDatabase(hostname + pathname)));
    const db = openDatabase(databaseUrl, { applicationName: 'acervo' });
    const rest = { archive, modelsFolder, configuration, alone: false };
    return ready({
      db,
      url: databaseUrl,
      mode: 'servers',
      ...rest,
      [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
    });
  }
  await announceArchive(context, archive, create);
  const server = await openEmbeddedServer({ archive: archive.folder });
  const db = openDatabase(server.url, { applicationName: 'acervo' });
  return ready({
    db,
    url: server.url,
    mode: 'embedded',
    archive,
    modelsFolder,
    // A Redis beside an embedded database would be shared by archives whose ids are the same.
    configuration: { ...configuration, DATABASE_URL: undefined, REDIS_URL: undefined },
    alone: server.alone,
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  });
}

/** Says which archive is used, creating it where allowed.
 *  @throws {CommandError} where there is none and none may be created. */
export async function announceArchive(
  { output, say }: Context,
  { folder, exists }: ArchiveFolder,
  create: boolean,
): Promise<void> {
  if (!exists && !create) throw new CommandError(say.noArchive(folder), say.noArchiveHint);
  if (!exists) {
    await createArchiveFolder(folder);
    output.note(say.archiveCreated(oneLine(folder)));
  } else output.note(output.notes.dim(say.usingArchive(oneLine(folder))));
}

async function ready(session: Session): Promise<Session> {
  try {
    await migrate(session.db);
    return session;
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}

/** The environment of the ingest and worker processes of a session. */
export function serviceEnvironment(
  { environment }: Context,
  session: Session,
  { passwordsFile }: { passwordsFile?: string } = {},
): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, REDIS_URL: redis, ...rest } = environment;
  return {
    ...rest,
    DATABASE_URL: session.url,
    ...(session.mode === 'servers' && redis ? { REDIS_URL: redis } : {}),
    ...(session.mode === 'embedded' ? { ACERVO_ARCHIVE: session.archive.folder } : {}),
    ACERVO_MODELS: session.modelsFolder,
    ...(passwordsFile === undefined ? {} : { ACERVO_PASSWORDS_FILE: passwordsFile }),
  };
}
