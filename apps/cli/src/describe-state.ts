import type { ModelRow } from '@acervo/db';
import type { Messages } from './messages.ts';

/** What a model is to the archive, in words. */
export function describeState(say: Messages, { state, lost }: Pick<ModelRow, 'state' | 'lost'>): string {
  return `${say.stateWords[state]}${lost ? `, ${say.modelLost}` : ''}`;
}
