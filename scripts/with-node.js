/** Runs a tool of node_modules/.bin, or a .ts or .mjs file, under the project's own Node: `node scripts/with-node.js vitest run`.
 *  npm's own link of that Node (`node_modules/.bin/node`) can't be relied on: npm 10 does not make it. */
import { spawn } from 'node:child_process';
import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode } from '../apps/cli/bin/find-node.js';

const node = findNode() ?? process.execPath;
const tools = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
const [tool = '', ...args] = process.argv.slice(2);
const isScript = /\.(ts|mjs)$/.test(tool);
const child = spawn(isScript ? node : resolve(tools, tool), isScript ? [tool, ...args] : args, {
  stdio: 'inherit',
  shell: process.platform === 'win32' && !isScript,
  env: { ...process.env, PATH: [dirname(node), tools, process.env.PATH].join(delimiter) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`${tool} could not be started (${error.code}). Run npm ci.\n`);
  process.exitCode = 2;
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
