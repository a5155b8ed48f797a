import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PipelineError } from '@acervo/runtime';
import { downloadFile, HubApiError, type ListFileEntry, listFiles, modelInfo } from '@huggingface/hub';
import type { DownloadOptions } from './download-model.ts';
import { modelInvalid } from './model-invalid.ts';

/** A model repository of a hub at one commit. */
export interface HubRepository {
  /** By path. */
  readonly files: ReadonlyMap<string, ListFileEntry>;
  /** Downloads a listed file into `folder`, at its path there.
   *  @throws {PipelineError} `model-invalid` where it isn't listed, `model-download` where it doesn't come whole. */
  fetch(path: string, folder: string): Promise<void>;
}

/** Finds the commit of a revision and lists its files.
 *  @throws {PipelineError} `model-download`. */
export async function openHubRepository(
  hubId: string,
  { revision = 'main', hubUrl, token }: DownloadOptions,
): Promise<HubRepository> {
  if (!/^[\w.-]+\/[\w.-]+$/.test(hubId)) throw new PipelineError('usage', 'a hub id looks like owner/model');
  if (token !== undefined && !token.startsWith('hf_')) {
    throw new PipelineError('usage', 'HF_TOKEN must begin with hf_: copy it again from the hub');
  }
  const access = {
    ...(hubUrl === undefined ? {} : { hubUrl: hubUrl.replace(/\/+$/, '') }),
    ...(token === undefined ? {} : { accessToken: token }),
  };
  const files = new Map<string, ListFileEntry>();
  const repo = { type: 'model', name: hubId } as const;
  const commit = await translated(async () => {
    const { sha } = await modelInfo({ name: hubId, revision, additionalFields: ['sha'], ...access });
    for await (const entry of listFiles({ repo, revision: sha, recursive: true, ...access })) {
      if (entry.type === 'file') files.set(entry.path, entry);
    }
    return sha;
  });
  return {
    files,
    async fetch(path, folder) {
      const entry = files.get(path);
      if (entry === undefined || path.startsWith('../')) {
        throw modelInvalid(`the repository lacks ${path}, which the graph needs`);
      }
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await translated(async () => {
        const blob = await downloadFile({ repo, path, revision: commit, ...access });
        if (blob === null) throw new PipelineError('model-download', `${path} has vanished from the hub`);
        await writeChecked(blob, target, entry);
      });
    },
  };
}

/** Streams the blob to disk, then compares size and, where the hub gives one, sha256 (LFS). */
async function writeChecked(blob: Blob, target: string, entry: ListFileEntry): Promise<void> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    Readable.fromWeb(blob.stream()),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.byteLength;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(target),
  );
  const wrongHash = entry.lfs !== undefined && hash.digest('hex') !== entry.lfs.oid;
  if (bytes !== entry.size || wrongHash) {
    throw new PipelineError('model-download', `${entry.path} came incomplete or damaged: try again`, {
      retryable: true,
    });
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    throw describeHubError(error);
  }
}

function describeHubError(error: unknown): PipelineError {
  const cause = { cause: error };
  if (!(error instanceof HubApiError)) {
    return new PipelineError('model-download', 'the connection to the hub failed: check the network, then try again', {
      ...cause,
      retryable: true,
    });
  }
  const status = error.statusCode;
  if (status === 401 || status === 403) {
    const hint = 'the hub asks for permission: the model is private, gated or misspelled; set HF_TOKEN';
    return new PipelineError('model-download', `${hint} (HTTP ${status})`, cause);
  }
  if (status === 404) {
    return new PipelineError('model-download', 'the hub has no such model, revision or file (HTTP 404)', cause);
  }
  const retryable = status === 429 || status >= 500;
  return new PipelineError('model-download', `the hub answered HTTP ${status}`, { ...cause, retryable });
}
