import { createHmac, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';
import { oneLine } from '../terminal-text.ts';

/** The secret that makes pseudonyms. */
export interface PseudonymKey {
  readonly bytes: Uint8Array;
  /** Tells keys apart without telling the key. */
  readonly fingerprint: string;
}

/** 128 bits as base64. */
const SHORTEST = 22;
const LONGEST_BYTES = 4096;

/** Reads the key of a file; where there is none, makes one for its owner's eyes only, and says so. It may not lie in the
 *  folder of the export: whoever has both has the names' pseudonyms.
 *  @throws {CommandError} for a file that can't be read or holds less than 128 bits. */
export async function openKey(
  { say, output, workingFolder }: Context,
  given: string,
  exportFolder: string,
): Promise<PseudonymKey> {
  const path = resolve(workingFolder, given);
  const inside = relative(resolve(workingFolder, exportFolder), path);
  if (!inside.startsWith('..') && resolve(inside) !== inside)
    throw new CommandError(say.keyInside(oneLine(given)), say.keyHint);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    const made = `${randomBytes(32).toString('base64url')}\n`;
    await writeFile(path, made, { flag: 'wx', mode: 0o600 }).catch(() => {
      throw new CommandError(say.exportRefused(oneLine(given)), say.fileHint);
    });
    output.note(say.keyMade(oneLine(given)));
  }
  const text = await readFile(path).catch(() => undefined);
  if (text === undefined) throw new CommandError(say.fileUnreadable(oneLine(given)), say.fileHint);
  const bytes = Buffer.from(text.toString('latin1').trim(), 'latin1');
  if (bytes.length < SHORTEST || bytes.length > LONGEST_BYTES)
    throw new CommandError(say.keyTooShort(oneLine(given)), say.keyHint);
  return { bytes, fingerprint: createHmac('sha256', bytes).update('acervo key').digest('hex').slice(0, 16) };
}
