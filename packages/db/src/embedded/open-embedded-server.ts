import { rm } from 'node:fs/promises';
import type { EmbeddedServer } from './contracts.ts';
import { ensureRunning } from './ensure-running.ts';
import { lockFile } from './file-lock.ts';
import { leaveServer } from './leave-server.ts';
import { makeServerFiles, serverUrl } from './server-files.ts';
import { registerSession, sweepSessions } from './sessions.ts';
import { watchPostmaster } from './watch-postmaster.ts';

/** Opens a session on the archive's own PostgreSQL: makes it, starts it or adopts it. While the session is open, a server
 *  that died is started again (on its port); the last session that is closed stops it.
 *  @param archive the archive's folder (made where missing).
 *  @param log told what takes time or is unusual, in plain words.
 *  @throws {PipelineError} `usage` (no programs for this platform, data of another major version, files not readable) or
 *  `database-unavailable` (it does not start). */
export async function openEmbeddedServer({
  archive,
  log = () => undefined,
}: {
  archive: string;
  log?: (message: string) => void;
}): Promise<EmbeddedServer> {
  const files = await makeServerFiles(archive);
  using _lock = await lockFile(files.lock);
  const others = await sweepSessions(files.sessions);
  const server = await ensureRunning(files, log);
  const session = await registerSession(files.sessions);
  const watch = watchPostmaster(files, server.pid, log);

  let leaving: Promise<void> | undefined;
  const leave = async (force: boolean) => {
    await watch[Symbol.asyncDispose]();
    using _lock = await lockFile(files.lock);
    session[Symbol.dispose]();
    await rm(session.path, { force: true });
    await leaveServer(files, { force });
  };
  const stop = ({ force = false }: { force?: boolean } = {}) => {
    leaving ??= leave(force);
    return leaving;
  };
  return {
    url: serverUrl({ port: server.record.port, password: server.password, role: 'acervo' }),
    adopted: server.adopted,
    alone: others === 0,
    stop,
    [Symbol.asyncDispose]: () => stop(),
  };
}
