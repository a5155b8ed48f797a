import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { PipelineError } from '@acervo/runtime';
import type { Zip, ZipMember } from './open-zip.ts';

/** A file out of a zip. */
export interface MemberContent {
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  /** All of it, where it was to be kept. */
  readonly bytes?: Buffer;
}

/** Streams a file out of a zip through sha256, and checks it.
 *  @param keep decides by the first chunk whether its bytes are kept; they are not when `sizeBytes` says otherwise
 *  @throws {PipelineError} `corrupt` */
export async function readMember(
  zip: Zip,
  member: ZipMember,
  { signal, keep }: { signal: AbortSignal; keep: (head: Buffer) => boolean },
): Promise<MemberContent> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let checksum = 0;
  let bytes: Buffer | undefined;
  for await (const chunk of zip.read(member, signal)) {
    if (sizeBytes === 0 && keep(chunk)) bytes = Buffer.allocUnsafeSlow(member.sizeBytes);
    if (bytes !== undefined) chunk.copy(bytes, sizeBytes);
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    sizeBytes += chunk.length;
  }
  if (checksum !== member.entry.crc32) throw new PipelineError('corrupt', 'checksum of a file in a zip is wrong');
  return { sha256: hash.digest(), sizeBytes, ...(bytes === undefined ? {} : { bytes }) };
}
