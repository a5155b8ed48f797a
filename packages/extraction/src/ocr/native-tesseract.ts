import { execFile, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { promisify } from 'node:util';
import { PipelineError } from '@acervo/runtime';

/** Reads a graymap as Tesseract's TSV. */
export type PageReader = (pgm: Uint8Array, options: { dpi: number; signal: AbortSignal }) => Promise<string>;

const run = promisify(execFile);
const BELOW_NORMAL = 10;
const MAX_TSV_BYTES = 16 * 1024 * 1024;

/** The `tesseract` of the system, where it is installed with Portuguese: some three times as fast as in WebAssembly. It is
 *  given nothing but pixels that we have drawn.
 *  @returns its version as well: what it reads may change with it. */
export async function findNativeTesseract(): Promise<{ version: string; read: PageReader } | undefined> {
  try {
    const { stdout: languages } = await run('tesseract', ['--list-langs'], { windowsHide: true, timeout: 10_000 });
    if (!/^por\s*$/m.test(languages)) return undefined;
    const { stdout, stderr } = await run('tesseract', ['--version'], { windowsHide: true, timeout: 10_000 });
    const version = /tesseract v?(\d[\w.-]*)/.exec(stdout + stderr)?.[1];
    return version === undefined ? undefined : { version, read };
  } catch {
    return undefined; // not installed: the one in WebAssembly is
  }
}

function read(pgm: Uint8Array, { dpi, signal }: { dpi: number; signal: AbortSignal }): Promise<string> {
  const command = ['stdin', 'stdout', '-l', 'por', '--psm', '3', '--dpi', String(Math.round(dpi)), 'tsv'];
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', command, {
      // one thread a page: pages are what is read side by side
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      signal,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.on('error', reject);
    child.on('spawn', () => {
      if (child.pid !== undefined) setPriority(child.pid, BELOW_NORMAL);
    });
    child.stdin.on('error', () => {}); // it died before it had read all: its exit tells
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_TSV_BYTES) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('close', (code, killed) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else reject(new PipelineError('crashed', `tesseract ended: ${killed ?? code}`));
    });
    child.stdin.end(pgm);
  });
}
