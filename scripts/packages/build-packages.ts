import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findPublicPackages, type PublicPackage, ROOT } from './public-packages.ts';
import { publishedManifest } from './published-manifest.ts';

const run = promisify(execFile);

/** Builds every published package into `<out>/<name>`, a folder that is packed as it is: JavaScript and types in `dist/`, or
 *  the files of a model; manifest, licence, and its README where it has one. Nothing is written anywhere else.
 *  @returns the folders. */
export async function buildPackages(out: string): Promise<string[]> {
  const packages = await findPublicPackages();
  return Promise.all(packages.map((each) => buildPackage(each, resolve(out, each.name))));
}

async function buildPackage({ folder, manifest }: PublicPackage, to: string): Promise<string> {
  await rm(to, { recursive: true, force: true });
  if (manifest.exports === undefined) await cp(folder, to, { recursive: true });
  else {
    await mkdir(to, { recursive: true });
    await compile(join(folder, 'src'), to);
    await cp(join(folder, 'README.md'), join(to, 'README.md')).catch(ignoreMissing);
  }
  await writeFile(join(to, 'package.json'), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  await cp(join(ROOT, 'LICENSE'), join(to, 'LICENSE'));
  return to;
}

/** Sources without their tests to `<to>/dist`. */
async function compile(sources: string, to: string): Promise<void> {
  const project = join(to, 'tsconfig.json');
  const settings = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: sources,
      outDir: join(to, 'dist'),
      typeRoots: [join(ROOT, 'node_modules/@types')],
    },
    include: [sources],
    exclude: [join(sources, '**/*.test.ts')],
  };
  await writeFile(project, JSON.stringify(settings));
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', project]);
  await rm(project);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
