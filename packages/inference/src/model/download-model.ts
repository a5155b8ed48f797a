import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';
import { PipelineError } from '@acervo/runtime';
import { openHubRepository } from './hub-repository.ts';
import { COMPANION_FILES, CONVERT, DESCRIPTION_FILES, GRAPH_PATHS, TORCH_PATHS } from './model-files.ts';
import { modelInvalid } from './model-invalid.ts';
import { readGraphFacts } from './read-graph-facts.ts';

/** Where and how to download. */
export interface DownloadOptions {
  /** A branch, tag or commit; default `main`. */
  readonly revision?: string;
  /** Address of the hub or of a mirror; default huggingface.co. */
  readonly hubUrl?: string;
  /** Access token for private and gated models; begins with `hf_`. */
  readonly token?: string;
}

/** Downloads only the files that Acervo needs of a model to a new folder `destination`, which appears complete or not at all.
 *  All files are of one commit, and those whose hash the hub knows are checked.
 *  @returns the folder's absolute path.
 *  @throws {PipelineError} `model-download` (retryable where the network failed), `model-invalid` where the repository lacks
 *  what a model needs, `usage` where the destination exists. */
export async function downloadModel(
  hubId: string,
  destination: string,
  options: DownloadOptions = {},
): Promise<string> {
  const folder = resolve(destination);
  if ((await stat(folder).catch(() => undefined)) !== undefined) {
    throw new PipelineError('usage', 'the destination exists already: remove it, or choose another name');
  }
  const repository = await openHubRepository(hubId, options);
  const graphPath = GRAPH_PATHS.find((path) => repository.files.has(path));
  if (graphPath === undefined) {
    const torch = TORCH_PATHS.some((path) => repository.files.has(path));
    const todo = torch ? `it has PyTorch weights only: download it, then ${CONVERT}` : 'it can not be used';
    throw modelInvalid(`the repository has no ONNX graph (model.onnx or onnx/model.onnx); ${todo}`);
  }
  const described = [...DESCRIPTION_FILES, ...COMPANION_FILES].filter((path) => repository.files.has(path));
  const temporary = join(dirname(folder), `.download-${randomUUID()}`);
  try {
    for (const path of [...described, graphPath]) await repository.fetch(path, temporary);
    const { externalData } = await readGraphFacts(join(temporary, graphPath));
    for (const location of externalData) {
      await repository.fetch(posix.join(posix.dirname(graphPath), location), temporary);
    }
    await rename(temporary, folder);
    return folder;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
