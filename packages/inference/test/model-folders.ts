import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the models and the oracles of the tests lie. */
export const TEST_DATA = fileURLToPath(new URL('../test-data/', import.meta.url));

/** BERT with 2 × 32 random weights: answers nonsense, but every word's answer depends on its neighbours. */
export const TINY_BERT = join(TEST_DATA, 'tiny-bert');
/** A table lookup in `onnx/model.onnx` with its weights in another file; only asks for `input_ids`. */
export const EXTERNAL_DATA = join(TEST_DATA, 'external-data');
/** The default model, where it has been trained. */
export const DEFAULT_MODEL = fileURLToPath(new URL('../../../models/lener-conv', import.meta.url));
/** LeNER-Br dev, where the shared data stands beside the checkout. */
export const LENER_DEV = fileURLToPath(new URL('../../../../shared/data/lener-br/dev', import.meta.url));

/** A folder of the test's own, removed at the end. */
export async function openTemporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'acervo-inference-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A copy of a model in `parent`, to be damaged. */
export async function copyModelFolder(parent: string, source = TINY_BERT): Promise<string> {
  const folder = join(parent, 'model');
  await cp(source, folder, { recursive: true });
  return folder;
}

/** Rewrites fields of a JSON file; undefined removes one. */
export async function changeJson(path: string, changes: Record<string, unknown>): Promise<void> {
  const before = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...before, ...changes }));
}
