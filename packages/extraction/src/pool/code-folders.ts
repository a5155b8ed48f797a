import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';

const names = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies: names, optionalDependencies: names });

/** Folders a process needs to read to run `packages` from the code in `folder`, each with a trailing separator: the
 *  packages where they really are, links resolved, and all they depend on. Nothing else of node_modules.
 *  @param options `withOptional`: their optional dependencies as well, where installed (native addons for this machine) */
export function findCodeFolders(
  folder: string,
  packages: readonly string[],
  { withOptional = false }: { withOptional?: boolean } = {},
): string[] {
  const folders = new Set<string>();
  const add = (from: string, name: string) => {
    const found = findPackage(from, name);
    if (found === undefined) throw new PipelineError('internal', `package ${name} is not installed`);
    if (folders.has(found)) return;
    folders.add(found);
    const { dependencies, optionalDependencies } = manifest.parse(
      JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')),
    );
    for (const dependency of Object.keys(dependencies))
      if (!(dependency in optionalDependencies)) add(found, dependency);
    if (!withOptional) return;
    for (const dependency of Object.keys(optionalDependencies))
      if (findPackage(found, dependency) !== undefined) add(found, dependency);
  };
  for (const name of packages) add(realpathSync(folder), name);
  return [realpathSync(folder), ...folders].map((found) => found + sep);
}

/** As Node looks it up: in node_modules of each folder upwards. */
function findPackage(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}
