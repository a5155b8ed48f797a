import { lstat, stat } from 'node:fs/promises';
import { leadsInside } from '@acervo/runtime';
import { filePath } from './path-text.ts';

/** A regular file as the file system describes it, or why it can't be looked at. */
export type Inspected =
  | { readonly path: string; readonly sizeBytes: number; readonly modifiedAt: Date; readonly errorCode?: undefined }
  | { readonly path: string; readonly errorCode: 'unreadable' };

/** Looks at a found file without opening it.
 *  @returns undefined for what is none of our business: not a regular file, gone meanwhile, or a link out of the source. */
export async function inspectFile(
  source: { path: string; realPath: string },
  found: { kind: 'file' | 'link'; path: string },
): Promise<Inspected | undefined> {
  const path = filePath(source.path, found.path);
  try {
    if (found.kind === 'link' && !(await leadsInside(source.realPath, path))) return undefined;
    const stats = found.kind === 'link' ? await stat(path) : await lstat(path);
    if (!stats.isFile()) return undefined;
    return { path: found.path, sizeBytes: stats.size, modifiedAt: stats.mtime };
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP');
    return gone ? undefined : { path: found.path, errorCode: 'unreadable' };
  }
}
