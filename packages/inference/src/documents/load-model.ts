import { type LabelScheme, openWordPiece, type Tokenizer } from '@acervo/ner-core';
import type { ModelSettings } from '../model/model-settings.ts';
import { readLabelScheme } from '../model/read-label-scheme.ts';
import type { ModelFolder } from '../model/read-model-folder.ts';
import { readVocabulary } from '../model/read-vocabulary.ts';

/** What documents need of a model besides its graph. */
export interface LoadedModel {
  readonly tokenizer: Tokenizer;
  readonly scheme: LabelScheme;
  readonly settings: ModelSettings;
}

/** Reads the vocabulary and opens the tokenizer.
 *  @throws {PipelineError} `model-invalid`. */
export async function loadModel(model: ModelFolder): Promise<LoadedModel> {
  const { entries, lowercase, stripAccents } = await readVocabulary(model.folder);
  return {
    tokenizer: openWordPiece(entries, { lowercase, stripAccents }),
    scheme: readLabelScheme(model.settings),
    settings: model.settings,
  };
}
