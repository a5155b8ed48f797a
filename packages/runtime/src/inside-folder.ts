import { type FileHandle, lstat, realpath } from 'node:fs/promises';
import { sep } from 'node:path';

/** Whether a path, links resolved, lies in the folder `realFolder`. */
export async function leadsInside(realFolder: string, path: string | Buffer): Promise<boolean> {
  const target = await realpath(path, { encoding: 'buffer' });
  const folder = Buffer.from(realFolder.endsWith(sep) ? realFolder : realFolder + sep);
  return target.subarray(0, folder.length).equals(folder);
}

/** Whether what is open lies in the folder `realFolder`, links resolved: it is compared with what the path leads to now, so
 *  that a link that is turned elsewhere between looking and opening lets nothing through.
 *  @param path by which the file was opened */
export async function isOpenInside(realFolder: string, file: FileHandle, path: string | Buffer): Promise<boolean> {
  const opened = await file.stat({ bigint: true });
  const target = await realpath(path, { encoding: 'buffer' });
  const named = await lstat(target, { bigint: true });
  return opened.dev === named.dev && opened.ino === named.ino && (await leadsInside(realFolder, target));
}
