import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Node that npm installed with the project (it runs TypeScript), or undefined where there is none for this platform.
 *  Plain JavaScript, because whatever Node a person has must be able to read it. */
export function findNode() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`));
      return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    } catch {
      // not installed: try the next name
    }
  }
  return undefined;
}
