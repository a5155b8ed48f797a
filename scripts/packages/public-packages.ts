import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a package says about itself in its `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  /** Subpath → source file. */
  readonly exports?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** A package that is published. */
export interface PublicPackage {
  /** Where its sources lie. */
  readonly folder: string;
  /** The name of that folder. */
  readonly name: string;
  readonly manifest: Manifest;
}

/** The workspaces that are not `private`.
 *  @throws {Error} where one of them depends on a private one: nobody could install it. */
export async function findPublicPackages(): Promise<PublicPackage[]> {
  const all = (await Promise.all(['packages', 'apps', 'models'].map(readGroup))).flat();
  const isPrivate = new Set(all.filter(({ manifest }) => manifest.private).map(({ manifest }) => manifest.name));
  const found = all.filter(({ manifest }) => !manifest.private);
  for (const { manifest } of found) {
    const missing = Object.keys(manifest.dependencies ?? {}).filter((name) => isPrivate.has(name));
    if (missing.length > 0) throw new Error(`${manifest.name} is published, but depends on ${missing.join(', ')}`);
  }
  return found;
}

async function readGroup(group: string): Promise<PublicPackage[]> {
  const names = (await readdir(join(ROOT, group))).filter((name) =>
    existsSync(join(ROOT, group, name, 'package.json')),
  );
  return Promise.all(
    names.map(async (name) => {
      const folder = join(ROOT, group, name);
      const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
      return { folder, name, manifest };
    }),
  );
}
