import type { Manifest } from './public-packages.ts';

/** Node versions on which the packed packages are tested. */
const NODE = '>=24';

/** The manifest that a package is published with: what its sources are reached by in the repository becomes what was built
 *  from them, and what only the repository needs is left out.
 *  @throws {Error} where an export isn't a source file. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const { private: _, scripts: __, exports, ...rest } = manifest;
  return {
    ...rest,
    engines: { node: NODE },
    publishConfig: { access: 'public' },
    ...(exports && { exports: Object.fromEntries(Object.entries(exports).map(toBuilt)) }),
  };
}

function toBuilt([subpath, source]: [string, string]): [string, { types: string; default: string }] {
  const [, module] = /^\.\/src\/(.+)\.ts$/.exec(source) ?? [];
  if (module === undefined) throw new Error(`${source} can not be published: it is not a source file of src/`);
  return [subpath, { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` }];
}
