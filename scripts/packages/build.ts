/** The `prepack` of `npm run pack`: builds the published packages into `dist/`. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackages } from './build-packages.ts';
import { ROOT } from './public-packages.ts';

const out = join(ROOT, 'dist');
await rm(out, { recursive: true, force: true });
await buildPackages(out);
