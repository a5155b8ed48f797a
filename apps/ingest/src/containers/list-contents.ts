import { type FailureCode, PipelineError } from '@acervo/runtime';
import { isDocumentName } from '../discover/is-document.ts';
import { classifyHead, classifyZip } from './classify-content.ts';
import { INSIDE } from './member-path.ts';
import { openZip, type Zip, type ZipMember, type ZipSource } from './open-zip.ts';
import { readMember } from './read-member.ts';

/** A file inside of a container: `path` from there; its bytes' hash, or why it is no document. */
export interface Content {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256?: Buffer;
  readonly errorCode?: FailureCode;
}

/** What bounds the reading of one container, however it was made. */
export interface ContentLimits {
  /** Of one file. */
  readonly maxBytes: number;
  /** Inflated bytes that may still be read; shared with the zips inside. */
  readonly budget: { leftBytes: number };
  readonly signal: AbortSignal;
  /** Paths that are wanted; all when absent. */
  readonly only?: ReadonlySet<string>;
}

/** Zips in zips in zips. */
const MAX_DEPTH = 3;
/** A zip inside of a zip is held in memory while it is read. */
export const MAX_NESTED_BYTES = 256 * 1024 * 1024;
/** What comes out of an archive may be so many times its size, and in any case this much: PDFs hardly shrink in a zip,
 *  texts to a tenth, bombs to a thousandth. */
const MAX_GROWTH = 20;
const FREE_BYTES = 1024 ** 3;

/** The budget of a container of this size. */
export function contentBudget(sizeBytes: number): { leftBytes: number } {
  return { leftBytes: FREE_BYTES + MAX_GROWTH * sizeBytes };
}

/** Everything inside of a zip and of the zips in it, file by file in constant memory (but for zips in zips).
 *  @throws {PipelineError} `corrupt`, `too-large`: the directory itself can't be read, or is beyond reason. */
export async function* listContents(source: ZipSource, limits: ContentLimits, depth = 1): AsyncGenerator<Content> {
  await using zip = await openZip(source);
  for await (const member of zip.members()) {
    if (limits.only === undefined || limits.only.has(member.path)) yield* readContent(zip, member, limits, depth);
  }
}

async function* readContent(
  zip: Zip,
  member: ZipMember,
  limits: ContentLimits,
  depth: number,
): AsyncGenerator<Content> {
  const { path, sizeBytes, locked } = member;
  const known = { path, sizeBytes };
  const isNamed = isDocumentName(path);
  const mayMatter = isNamed || /\.zip$/i.test(path);
  if (locked !== undefined) return yield { ...known, errorCode: mayMatter ? locked : 'unsupported-type' };
  if (sizeBytes > Math.min(limits.maxBytes, limits.budget.leftBytes)) return yield { ...known, errorCode: 'too-large' };
  limits.budget.leftBytes -= sizeBytes;
  let kind: ReturnType<typeof classifyHead> = 'other';
  const keep = (head: Buffer) => {
    kind = classifyHead(head, path);
    return kind === 'zip' && !isNamed && sizeBytes <= MAX_NESTED_BYTES;
  };
  try {
    const { bytes, sha256 } = await readMember(zip, member, { signal: limits.signal, keep });
    if (bytes !== undefined) kind = await classifyZip({ bytes });
    if (isNamed || is(kind, 'document')) yield { ...known, sha256 };
    else if (is(kind, 'archive') && bytes !== undefined && depth < MAX_DEPTH)
      yield* listNested(path, bytes, limits, depth);
    else yield { ...known, errorCode: refusal(path, kind) };
  } catch (error) {
    if (limits.signal.aborted || !(error instanceof PipelineError)) throw error;
    yield { ...known, errorCode: mayMatter ? error.code : 'unsupported-type' };
  }
}

/** Type narrowing does not see that a callback has changed it. */
function is(kind: string, wanted: string): boolean {
  return kind === wanted;
}

/** Nested too deeply, or too large to be held; or damaged, where the name says that it should be a zip. */
function refusal(path: string, kind: string): FailureCode {
  if (kind === 'archive' || kind === 'zip') return 'too-large';
  return /\.zip$/i.test(path) ? 'corrupt' : 'unsupported-type';
}

async function* listNested(path: string, bytes: Buffer, limits: ContentLimits, depth: number): AsyncGenerator<Content> {
  for await (const content of listContents({ bytes }, limits, depth + 1)) {
    yield { ...content, path: path + INSIDE + content.path };
  }
}
