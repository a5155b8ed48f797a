import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runNpm } from './run-npm.ts';

/** Packs every folder in `out` that `buildPackages` made into a tarball in `out`.
 *  @returns the tarballs. */
export async function packPackages(out: string): Promise<string[]> {
  const entries = await readdir(out, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => resolve(out, name));
  const packed = await runNpm(['pack', '--silent', '--pack-destination', resolve(out), ...folders]);
  return packed
    .trim()
    .split(/\r?\n/)
    .map((name) => join(resolve(out), name));
}
