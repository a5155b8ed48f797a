// The `prepack` of each published package: what lies in the repository is TypeScript, which Node refuses under node_modules.
process.stderr.write('Packages are built and packed by `npm run pack` at the root of the repository.\n');
process.exitCode = 1;
