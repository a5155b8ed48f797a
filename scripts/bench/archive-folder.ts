import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer } from '@acervo/db';

/** A fresh folder for an archive; passable for the user that PostgreSQL runs as where the bench runs as root. */
export async function makeArchiveFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}

/** Gives `measure` the address of an embedded PostgreSQL that is there only for it. */
export async function inArchive<T>(measure: (url: string) => Promise<T>): Promise<T> {
  const archive = await makeArchiveFolder('acervo-bench-db-');
  try {
    await using server = await openEmbeddedServer({ archive });
    return await measure(server.url);
  } finally {
    await rm(archive, { recursive: true, force: true });
  }
}
