import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCodeFolders } from './code-folders.ts';

/** What the child is made of, besides this package's own sources. */
const LIBRARIES = ['pdfjs-dist', 'mammoth', 'fflate', 'sax', 'htmlparser2', 'asn1js', 'utif2'];
/** What the child that draws and reads pages is made of. */
const PAGE_LIBRARIES = [
  ...['pdfjs-dist', 'asn1js', 'utif2', '@napi-rs/canvas', 'tesseract.js-core'],
  ...['@tesseract.js-data/por', '@tesseract.js-data/osd'],
];
const MB = 1024 * 1024;
/** JavaScript's own heap gets this part of the limit; buffers, WebAssembly and Node itself are outside of it. */
const HEAP_SHARE = 0.75;
/** Up to this part of the limit the heap grows before V8 collects all of it. A limited heap is otherwise collected
 *  whenever it has grown by some 20 MB, which costs a fifth of the child's CPU time. Well below the pool's share for
 *  replacing children. */
const UNCOLLECTED_SHARE = 0.1875;

const pageFile = fileURLToPath(new URL('../ocr/main.ts', import.meta.url));
const mainFile = fileURLToPath(new URL('../child/main.ts', import.meta.url));
const sourceFolder = fileURLToPath(new URL('..', import.meta.url));

/** How to start a child: Node's permission model lets it read the code it runs and nothing else; it cannot write, start
 *  processes or threads, or load native addons. */
export interface ChildCommand {
  readonly file: string;
  readonly arguments: readonly string[];
}

/** The command for an extraction child. Tests pass another `entry` to see what such a process may do. */
export function childCommand(maxRssBytes: number, entry: string = mainFile): ChildCommand {
  const folders = findCodeFolders(sourceFolder, LIBRARIES);
  if (entry !== mainFile) folders.push(`${dirname(entry)}/`);
  return command(maxRssBytes, folders, [entry]);
}

/** The command for a child that draws pages and reads them by OCR: the canvas is a native addon, which it may load; which
 *  files it reads, what it starts and writes is as limited as elsewhere as long as that addon keeps to what it is for. */
export function pageChildCommand(maxRssBytes: number): ChildCommand {
  const folders = findCodeFolders(sourceFolder, PAGE_LIBRARIES, { withOptional: true });
  return command(maxRssBytes, folders, ['--allow-addons', pageFile]);
}

function command(maxRssBytes: number, folders: readonly string[], rest: readonly string[]): ChildCommand {
  return {
    file: process.execPath,
    arguments: [
      '--permission',
      ...folders.map((folder) => `--allow-fs-read=${folder}`),
      `--max-old-space-size=${Math.max(64, Math.floor((HEAP_SHARE * maxRssBytes) / MB))}`,
      `--initial-old-space-size=${Math.floor((UNCOLLECTED_SHARE * maxRssBytes) / MB)}`,
      // children share the cores: compiling beside the main thread only takes time from the others (5 % of their CPU)
      '--no-concurrent-recompilation',
      '--no-warnings',
      ...rest,
    ],
  };
}
