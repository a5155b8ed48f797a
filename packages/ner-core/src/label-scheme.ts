import { type EntityType, isEntityType } from './mention.ts';

/** What a label says about one word: outside, or at the beginning or inside of a mention of `type`. */
export type LabelState = { readonly kind: 'O' } | { readonly kind: 'B' | 'I'; readonly type: EntityType };

/** How a model's labels are read. */
export interface LabelScheme {
  /** Number of the model's labels (columns of its logits). */
  readonly labels: number;
  /** The states that decoding chooses from; state 0 is O. */
  readonly states: readonly LabelState[];
  /** `[label]` → index into `states`. */
  readonly stateOfLabel: readonly number[];
  /** `[state]` → states that may come before it, ascending. */
  readonly predecessors: readonly (readonly number[])[];
  /** States that a document may begin with, ascending; the state after a word without a token (O) is O's successors. */
  readonly initial: readonly number[];
}

export declare function labelScheme(
  id2label: Readonly<Record<string, string>> | readonly string[],
  labelMap?: Readonly<Record<string, string>>,
): LabelScheme;
void isEntityType;
