import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { z } from 'zod';

const manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

/** Folders a process needs to read to run `packages` from the code in `folder`, each with a trailing separator: the
 *  packages where they really are, links resolved, and all they depend on. Nothing else of node_modules. */
export function findCodeFolders(folder: string, packages: readonly string[]): string[] {
  const folders = new Set<string>();
  const add = (from: string, name: string) => {
    const found = findPackage(from, name);
    if (folders.has(found)) return;
    folders.add(found);
    const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')));
    for (const dependency of Object.keys(dependencies)) add(found, dependency);
  };
  for (const name of packages) add(realpathSync(folder), name);
  return [realpathSync(folder), ...folders].map((found) => found + sep);
}

/** As Node looks it up: in node_modules of each folder upwards. */
function findPackage(from: string, name: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new PipelineError('internal', `package ${name} is not installed`);
  }
}
