/** `npm run pack`: tarballs of what `prepack` has built, in `dist/`, to be installed or published. */
import { join } from 'node:path';
import { packPackages } from './pack-packages.ts';
import { ROOT } from './public-packages.ts';

for (const tarball of await packPackages(join(ROOT, 'dist'))) process.stdout.write(`${tarball}\n`);
