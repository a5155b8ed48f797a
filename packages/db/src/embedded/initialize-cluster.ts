import { appendFile, chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import type { Binaries } from './binaries.ts';
import { runTool } from './run-tool.ts';
import { makeServerFolder, type ServerUser } from './server-user.ts';

/** The PostgreSQL major version that this version of Acervo brings. */
const MAJOR_VERSION = 18;

/** Makes the data folder `<cluster>/data`: UTF-8, the builtin C.UTF-8 locale (the same order on every platform and
 *  version), SCRAM passwords. It is built beside its place and renamed, so that it is whole wherever it is; what an
 *  interrupted attempt left is removed. Call it under the server's lock.
 *  @throws {PipelineError} `internal` when initdb fails. */
export async function initializeCluster(
  binaries: Binaries,
  { cluster, password, user }: { cluster: string; password: string; user: ServerUser | undefined },
): Promise<void> {
  await makeServerFolder(user, cluster);
  for (const name of await readdir(cluster)) {
    if (name.startsWith('new-')) await rm(join(cluster, name), { recursive: true, force: true, maxRetries: 5 });
  }
  const building = join(cluster, `new-${process.pid}-${Date.now()}`);
  const passwordFile = `${building}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
  const code = await runTool(
    binaries.initdb,
    [
      `--pgdata=${building}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ],
    { user, cwd: cluster },
  );
  await rm(passwordFile, { force: true });
  if (code !== 0) throw new PipelineError('internal', `initdb ended with code ${code}`);
  await appendFile(join(building, 'postgresql.conf'), "\ninclude_if_exists = 'acervo.conf'\n");
  await rename(building, join(cluster, 'data'));
}

/** The major version a data folder was made by, or undefined where there is none. */
export async function findMajorVersion(dataFolder: string): Promise<number | undefined> {
  const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

/** @throws {PipelineError} `usage` when the folder needs another major version than ours. */
export function checkMajorVersion(dataFolder: string, version: number): void {
  if (version === MAJOR_VERSION) return;
  throw new PipelineError(
    'usage',
    `the archive's data folder was made by PostgreSQL ${version}; this version of Acervo brings PostgreSQL ${MAJOR_VERSION}. ` +
      `Keep it: start it with PostgreSQL ${version}'s own programs (pg_ctl -D "${dataFolder}" start) and set DATABASE_URL. ` +
      `Or start over from the files: mv "${dataFolder}" "${dataFolder}-${version}" and run the command again`,
  );
}
