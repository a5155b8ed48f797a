import type { LabelScheme, Tokenizer } from '@acervo/ner-core';
import type { ModelSettings } from '../model/model-settings.ts';
import { readLabelScheme } from '../model/read-label-scheme.ts';
import type { ModelFolder } from '../model/read-model-folder.ts';
import { readTokenizer } from '../model/read-tokenizer.ts';

/** What documents need of a model besides its graph. */
export interface LoadedModel {
  readonly tokenizer: Tokenizer;
  readonly scheme: LabelScheme;
  readonly settings: ModelSettings;
}

/** Reads the vocabulary and opens the tokenizer.
 *  @throws {PipelineError} `model-invalid`. */
export async function loadModel(model: ModelFolder): Promise<LoadedModel> {
  const { tokenizer } = await readTokenizer(model.folder);
  return {
    tokenizer,
    scheme: readLabelScheme(model.settings),
    settings: model.settings,
  };
}
