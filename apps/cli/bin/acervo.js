#!/usr/bin/env node
// Starts the command line under a Node that runs TypeScript: this one where it can (>= 24), else the one that
// npm installed with the project. Plain JavaScript, because whatever Node a person has must be able to read it.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode } from './find-node.js';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** Compiled code is kept here, which saves a third of a start, that of the services and their threads too, which inherit
 *  it; where nothing can be written, Node goes on without. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../../node_modules/.cache/acervo', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

function restartUnder(node) {
  const options = ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)];
  // The channel tells the child when this process is killed without a chance to say so.
  const child = spawn(node, options, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal's Ctrl-C reaches the child too; it takes signals that come together as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) {
    process.on(signal, () => {
      if (process.platform !== 'win32') child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`acervo: ${node} could not be started (${error.code}). Run npm ci again.\n`);
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code;
    } else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

if (major >= 24) {
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import(pathToFileURL(main).href);
} else {
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(
      `acervo: Node ${process.versions.node} is too old, and the project's own Node is not installed.\n` +
        'Run npm ci (without --omit=optional) in the project folder, or use Node 24 or newer.\n',
    );
    process.exitCode = 2;
  } else {
    restartUnder(node);
  }
}
