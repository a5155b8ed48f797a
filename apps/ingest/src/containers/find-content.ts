import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { PipelineError } from '@acervo/runtime';
import type { FileBytes } from '../extract/read-bytes.ts';
import { MAX_NESTED_BYTES } from './list-contents.ts';
import { INSIDE } from './member-path.ts';
import { openZip, type Zip, type ZipMember } from './open-zip.ts';
import { readMember } from './read-member.ts';

/** Reads files out of containers, one after the other of the same one as a rule: what was looked up last is kept. */
export interface ContentFinder {
  /** @param file the container on disk, which stays open
   *  @param inside the path from there
   *  @throws {PipelineError} `not-found`, `too-large`, `corrupt`; or the file system's error */
  find(file: FileHandle, inside: string, limits: { maxBytes: number; signal: AbortSignal }): Promise<FileBytes>;
}

/** A zip's directory, by which file it is and in what state; for zips inside of zips with their bytes. */
interface Directory {
  readonly key: string;
  readonly members: ReadonlyMap<string, ZipMember>;
  readonly bytes?: Buffer;
}

/** A finder with nothing kept yet. */
export function openContentFinder(): ContentFinder {
  const kept: (Directory | undefined)[] = [];

  async function readDirectory(zip: Zip, key: string, depth: number, bytes?: Buffer): Promise<Directory> {
    const members = new Map<string, ZipMember>();
    for await (const member of zip.members()) members.set(member.path, member);
    const directory = { key, members, ...(bytes === undefined ? {} : { bytes }) };
    kept[depth] = directory;
    return directory;
  }

  async function findIn(
    zip: Zip,
    directory: Directory,
    inside: string,
    depth: number,
    limits: { maxBytes: number; signal: AbortSignal },
  ): Promise<Buffer> {
    const { members, key } = directory;
    const member = members.get(inside);
    if (member !== undefined) return await readWhole(zip, member, limits);
    for (let at = inside.indexOf(INSIDE); at >= 0; at = inside.indexOf(INSIDE, at + 1)) {
      const outer = members.get(inside.slice(0, at));
      if (outer === undefined) continue;
      const nestedKey = `${key}${INSIDE}${outer.path}`;
      const known = kept[depth]?.key === nestedKey ? kept[depth] : undefined;
      const bytes = known?.bytes ?? (await readWhole(zip, outer, { ...limits, maxBytes: MAX_NESTED_BYTES }));
      await using nested = await openZip({ bytes });
      const found = known ?? (await readDirectory(nested, nestedKey, depth, bytes));
      return await findIn(nested, found, inside.slice(at + INSIDE.length), depth + 1, limits);
    }
    throw new PipelineError('not-found', 'a container no longer holds the file');
  }

  return {
    async find(file, inside, limits) {
      const { mtime, size, ino, dev } = await file.stat();
      const key = JSON.stringify([dev, ino, mtime, size]);
      await using zip = await openZip({ file });
      const directory = kept[0]?.key === key ? kept[0] : await readDirectory(zip, key, 0);
      const bytes = await findIn(zip, directory, inside, 1, limits);
      const sha256 = createHash('sha256').update(bytes).digest();
      return { bytes, sha256, sizeBytes: bytes.length, modifiedAt: mtime };
    },
  };
}

async function readWhole(
  zip: Zip,
  member: ZipMember,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const { sizeBytes } = member;
  if (sizeBytes > maxBytes)
    throw new PipelineError('too-large', `a file of ${sizeBytes} bytes; at most ${maxBytes} are read`);
  const { bytes } = await readMember(zip, member, { signal, keep: () => true });
  return bytes ?? Buffer.alloc(0);
}
