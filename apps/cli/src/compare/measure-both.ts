import { findModelFolder, modelFolders } from '@acervo/inference';
import { PipelineError, readConfiguration } from '@acervo/runtime';
import type { Context } from '../context.ts';
import { type Session, serviceEnvironment } from '../session.ts';
import { type ComparedModels, describeModel } from './choose-models.ts';
import { measureModel, type Speed } from './measure-model.ts';

/** Speed and memory of two models on the same texts; null for one that could not be measured, which is said on stderr. */
export interface MeasuredModels {
  readonly documents: number;
  readonly words: number;
  readonly device: 'cpu' | 'cuda';
  readonly speeds: Readonly<Record<'a' | 'b', Speed | null>>;
}

/** Measures one model after the other, each in a process of its own, with what configures a worker (device, threads).
 *  @throws the signal's reason. */
export async function measureBoth(
  context: Context,
  session: Session,
  models: ComparedModels,
  texts: readonly string[],
): Promise<MeasuredModels> {
  const { say, output, signal } = context;
  const configuration = readConfiguration(serviceEnvironment(context, session));
  const { ACERVO_DEVICE: device, ACERVO_THREADS: threads, ACERVO_BATCH_TOKENS: batchTokens } = configuration;
  const speeds: Record<'a' | 'b', Speed | null> = { a: null, b: null };
  for (const side of ['a', 'b'] as const) {
    try {
      const folder = await findModelFolder(models[side], modelFolders(configuration));
      if (folder === undefined) throw new PipelineError('model-missing', 'the folder of a model is gone');
      speeds[side] = await measureModel({ folder, device, threads, batchTokens, texts }, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof PipelineError)) throw error;
      output.note(output.notes.yellow(say.notMeasured(describeModel(models[side]), error.code)));
    }
  }
  const words = speeds.a?.words ?? speeds.b?.words ?? 0;
  return { documents: texts.length, words, device, speeds };
}
