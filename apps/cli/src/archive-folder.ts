import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where a command's archive is, and whether its folder exists already. */
export interface ArchiveFolder {
  readonly folder: string;
  readonly exists: boolean;
}

/** Finds the archive: what `--archive` says, else ACERVO_ARCHIVE, else the nearest `.acervo/` upwards of the working
 *  folder, else `.acervo/` in the working folder, which then does not exist yet. */
export function findArchiveFolder(given: string | undefined, workingFolder: string): ArchiveFolder {
  if (given !== undefined) {
    const folder = resolve(workingFolder, given);
    return { folder, exists: existsSync(folder) };
  }
  for (let at = resolve(workingFolder); ; at = dirname(at)) {
    const folder = join(at, '.acervo');
    if (existsSync(folder)) return { folder, exists: true };
    if (dirname(at) === at) return { folder: join(resolve(workingFolder), '.acervo'), exists: false };
  }
}

/** Creates the folder of an archive, readable by its owner only: it will hold court text. */
export async function createArchiveFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
}
