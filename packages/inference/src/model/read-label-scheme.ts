import { type LabelScheme, labelScheme } from '@acervo/ner-core';
import { modelInvalid } from './model-invalid.ts';
import type { ModelSettings } from './model-settings.ts';

/** The meaning of the model's labels.
 *  @throws {PipelineError} `model-invalid` where they are not BIO labels of our entity types. */
export function readLabelScheme({ labels, labelMap }: Pick<ModelSettings, 'labels' | 'labelMap'>): LabelScheme {
  try {
    return labelScheme(labels, labelMap);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw modelInvalid(
      `config.json: the labels can not be read (${reason}): map its types with --map PER=PESSOA, or labelMap in acervo.json`,
      error,
    );
  }
}
