import { PipelineError } from '@acervo/runtime';
import { openRecognizerOf } from '../recognizer/open-recognizer.ts';
import { modelInvalid } from './model-invalid.ts';
import type { ModelFolder } from './read-model-folder.ts';

/** Invented; ends in the middle of nothing, since it is repeated. */
const SMOKE_TEXT =
  'A Segunda Turma do Tribunal de Justiça de Vila Nova negou provimento ao recurso de Maria Exemplo da Silva, em 3 de março de 2021, nos termos da Lei 1.234/56 e da Súmula 99. ';

/** Opens the model in one thread and recognizes a text of more than two windows, so that the longest window that will ever
 *  be asked for has been asked for.
 *  @throws {PipelineError} `model-invalid`: inputs, outputs or shapes don't fit, logits aren't finite, or the graph fails. */
export async function tryModel(model: ModelFolder): Promise<void> {
  await using recognizer = await openRecognizerOf(model, { threads: 1 });
  const repeats = Math.ceil((2 * model.settings.windowTokens) / 30) + 1;
  try {
    await recognizer.recognize(SMOKE_TEXT.repeat(repeats));
  } catch (error) {
    if (!(error instanceof PipelineError) || error.code !== 'internal') throw error;
    throw modelInvalid(
      'the graph fails on a long text: check that vocabulary and windowTokens fit its embeddings',
      error,
    );
  }
}
