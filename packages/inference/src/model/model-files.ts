import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { modelInvalid } from './model-invalid.ts';
import { type GraphFacts, readGraphFacts } from './read-graph-facts.ts';

/** Where a graph may lie, in the order of preference. */
export const GRAPH_PATHS = ['model.onnx', 'onnx/model.onnx'] as const;

/** Where PyTorch weights lie, which Acervo can't run. */
export const TORCH_PATHS = [
  'model.safetensors',
  'model.safetensors.index.json',
  'pytorch_model.bin',
  'pytorch_model.bin.index.json',
] as const;

/** What to do with a folder of PyTorch weights: the pinned command of `training/`, which proves that logits stay the same. */
export const CONVERT =
  'convert it, in the repository, with: python -m training.to_onnx <folder> --out <new folder> (pip install -r training/requirements.txt)';

/** Files beside the graph that say what its numbers mean, and whether a folder can do without them. */
export const DESCRIPTION_FILES = [
  'config.json',
  'vocab.txt',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'acervo.json',
];

/** Files for people, taken along but not part of the hash. */
export const COMPANION_FILES = ['MODEL_CARD.md', 'README.md', 'LICENSE', 'scores.json'];

/** One file of a model: its path in the folder with `/`, and the role that it has wherever it lies. */
export interface ModelFile {
  readonly path: string;
  readonly role: string;
  readonly bytes: number;
}

/** The files of a model and what its graph says about itself. */
export interface ModelFiles {
  readonly graphPath: string;
  /** Graph, external data, tokenizer, configuration: what the hash covers, in a fixed order. */
  readonly files: readonly ModelFile[];
  readonly facts: GraphFacts;
}

/** Looks for the files of a model folder.
 *  @throws {PipelineError} `model-invalid`, naming everything that is missing and what to do. */
export async function findModelFiles(folder: string): Promise<ModelFiles> {
  if (!(await isFolder(folder))) throw modelInvalid('there is no such model folder: check the path');
  const missing: string[] = [];
  const graph = await firstFile(folder, GRAPH_PATHS);
  if (graph === undefined) missing.push(await describeMissingGraph(folder));
  const described = (await Promise.all(DESCRIPTION_FILES.map((path) => findFile(folder, path)))).filter(
    (file) => file !== undefined,
  );
  const has = (path: string) => described.some((file) => file.path === path);
  if (!has('config.json')) missing.push('config.json (with id2label and max_position_embeddings)');
  if (!has('vocab.txt') && !has('tokenizer.json'))
    missing.push('tokenizer.json (or vocab.txt, the WordPiece vocabulary, a token a line)');
  if (graph === undefined || missing.length > 0) throw modelInvalid(`the model folder lacks ${missing.join('; ')}`);

  const facts = await readGraphFacts(join(folder, graph.path));
  const data = await findExternalData(folder, graph.path, facts);
  return { graphPath: graph.path, files: [{ ...graph, role: 'graph' }, ...data, ...described], facts };
}

async function findExternalData(folder: string, graphPath: string, facts: GraphFacts): Promise<ModelFile[]> {
  const beside = posix.dirname(graphPath);
  return Promise.all(
    facts.externalData.map(async (location) => {
      const path = posix.normalize(posix.join(beside, location.replaceAll('\\', '/')));
      if (path.startsWith('../') || posix.isAbsolute(location) || /^[a-z]:/i.test(location)) {
        throw modelInvalid('the graph wants weights from outside of its folder: export it again with them beside it');
      }
      const file = await findFile(folder, path);
      if (file === undefined) throw modelInvalid(`the model folder lacks ${path}, which holds weights of the graph`);
      return { ...file, role: `data:${posix.normalize(location)}` };
    }),
  );
}

async function describeMissingGraph(folder: string): Promise<string> {
  const torch = await firstFile(folder, TORCH_PATHS);
  return `model.onnx (or onnx/model.onnx)${torch === undefined ? '' : `; it has PyTorch weights only: ${CONVERT}`}`;
}

async function firstFile(folder: string, paths: readonly string[]): Promise<ModelFile | undefined> {
  for (const path of paths) {
    const file = await findFile(folder, path);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** The file, its path as its role, or undefined where there is none. */
export async function findFile(folder: string, path: string): Promise<ModelFile | undefined> {
  const found = await stat(join(folder, path)).catch(() => undefined);
  return found?.isFile() ? { path, role: path, bytes: found.size } : undefined;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
