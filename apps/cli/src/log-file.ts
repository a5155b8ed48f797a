import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How large a log grows before it becomes `<file>.1`, in bytes. */
const MAX_BYTES = 10 * 1024 * 1024;

/** A file that children write to by themselves (they outlive a killed parent), kept below two times `MAX_BYTES`. */
export interface LogFile extends AsyncDisposable {
  readonly file: string;
  readonly descriptor: number;
}

/** Opens a log for appending and looks at its size once in a while. */
export async function openLogFile(file: string): Promise<LogFile> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await boundSize(file);
  const descriptor = openSync(file, 'a', 0o600);
  // Renaming would not do: the children hold the file open. What is written between copy and cut is lost, and only that.
  const timer = setInterval(() => void boundSize(file).catch(() => undefined), 10_000).unref();
  return {
    file,
    descriptor,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

async function boundSize(file: string): Promise<void> {
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size <= MAX_BYTES) return;
  await copyFile(file, `${file}.1`);
  await truncate(file, 0);
}
