import { openRecognizerOf } from '../recognizer/open-recognizer.ts';
import type { ModelFolder } from './read-model-folder.ts';

/** Invented; ends in the middle of nothing, since it is repeated. */
const SMOKE_TEXT =
  'A Segunda Turma do Tribunal de Justiça de Vila Nova negou provimento ao recurso de Maria Exemplo da Silva, em 3 de março de 2021, nos termos da Lei 1.234/56 e da Súmula 99. ';

/** Opens the model in one thread and recognizes a text of more than two windows, so that the longest window that will ever
 *  be asked for has been asked for.
 *  @throws {PipelineError} `model-invalid`: inputs, outputs or shapes don't fit, or logits aren't finite; `internal` where the
 *  graph itself fails. */
export async function tryModel(model: ModelFolder): Promise<void> {
  await using recognizer = await openRecognizerOf(model, { threads: 1 });
  const repeats = Math.ceil((2 * model.settings.windowTokens) / 30) + 1;
  await recognizer.recognize(SMOKE_TEXT.repeat(repeats));
}
