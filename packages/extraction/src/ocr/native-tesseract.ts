import { execFile, spawn } from 'node:child_process';
import { setPriority, tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { PipelineError } from '@acervo/runtime';
import { openOrphanGuard } from '../pool/orphan-guard.ts';
import { readResidentMemory, WATCH_INTERVAL_MS } from '../pool/resident-memory.ts';
import { isWholePgm } from './gray-image.ts';

/** The system's Tesseract. What it reads may change with its version. */
export interface NativeTesseract {
  readonly version: string;
}

/** Reads graymaps, a process each. */
export interface PageTesseract {
  /** @returns Tesseract's TSV
   *  @throws {PipelineError} `crashed`, `out-of-memory` */
  read(pgm: Uint8Array, options: { dpi: number; signal: AbortSignal }): Promise<string>;
  close(): void;
}

const run = promisify(execFile);
const BELOW_NORMAL = 10;
const MAX_TSV_BYTES = 16 * 1024 * 1024;
/** Without it, what came is no TSV. */
const TSV_HEADER = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const MB = 1024 * 1024;

/** The `tesseract` of the system, where it is installed with Portuguese: some three times as fast as in WebAssembly. */
export async function findNativeTesseract(): Promise<NativeTesseract | undefined> {
  const options = { windowsHide: true, timeout: 10_000, env: environment(), cwd: tmpdir() };
  try {
    const { stdout: languages } = await run('tesseract', ['--list-langs'], options);
    if (!/^por\s*$/m.test(languages)) return undefined;
    const { stdout, stderr } = await run('tesseract', ['--version'], options);
    const version = /tesseract v?(\d[\w.-]*)/.exec(stdout + stderr)?.[1];
    return version === undefined ? undefined : { version };
  } catch {
    return undefined; // not installed: the one in WebAssembly is
  }
}

/** Has the system's Tesseract read pages. It is given nothing but pixels that we have drawn, little of our environment, and
 *  limits of memory; it ends with this process. */
export function openNativeTesseract(maxRssBytes: number): PageTesseract {
  const guard = openOrphanGuard();
  return {
    async read(pgm, { dpi, signal }) {
      if (!isWholePgm(pgm)) throw new PipelineError('crashed', 'no whole image came');
      const tsv = await readOnce(pgm, { dpi, signal, maxRssBytes, guard });
      if (!tsv.startsWith(TSV_HEADER)) throw new PipelineError('crashed', 'tesseract gave no TSV');
      return tsv;
    },
    close: () => guard.close(),
  };
}

function readOnce(
  pgm: Uint8Array,
  {
    dpi,
    signal,
    maxRssBytes,
    guard,
  }: {
    dpi: number;
    signal: AbortSignal;
    maxRssBytes: number;
    guard: ReturnType<typeof openOrphanGuard>;
  },
): Promise<string> {
  const given = ['stdin', 'stdout', '-l', 'por', '--psm', '3', '--dpi', String(Math.round(dpi))];
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', [...given, '-c', 'tessedit_create_tsv=1'], {
      env: environment(),
      cwd: tmpdir(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      signal,
      killSignal: 'SIGKILL',
    });
    const { pid } = child;
    if (pid !== undefined) guard.watch(pid);
    let isTooLarge = false;
    const watch = setInterval(async () => {
      if (pid === undefined || ((await readResidentMemory(pid)) ?? 0) <= maxRssBytes) return;
      isTooLarge = true;
      child.kill('SIGKILL');
    }, WATCH_INTERVAL_MS);
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.on('error', reject);
    child.on('spawn', () => yieldTo(pid));
    child.stdin.on('error', () => {}); // it died before it had read all: its exit tells
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_TSV_BYTES) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('close', (code, killed) => {
      clearInterval(watch);
      if (pid !== undefined) guard.forget(pid);
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else if (isTooLarge)
        reject(new PipelineError('out-of-memory', `tesseract over ${Math.round(maxRssBytes / MB)} MB`));
      else reject(new PipelineError('crashed', `tesseract ended: ${killed ?? code}`));
    });
    child.stdin.end(pgm);
  });
}

/** Texts that are there already, and what reads them, go first. */
function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, BELOW_NORMAL);
  } catch {
    // it has ended: its exit tells
  }
}

/** What it needs to be found and to find its data; one thread a page, since pages are what is read side by side. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TESSDATA_PREFIX', 'SystemRoot'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), OMP_THREAD_LIMIT: '1' };
}
