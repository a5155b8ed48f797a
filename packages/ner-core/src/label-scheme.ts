import { type EntityType, isEntityType } from './mention.ts';

/** What decoding says about one word: outside, or at the beginning or inside of a mention of `type`. */
export type LabelState = { readonly kind: 'O' } | { readonly kind: 'B' | 'I'; readonly type: EntityType };

/** How a model's labels are read. Probabilities of labels that share a state are added. */
export interface LabelScheme {
  /** Number of the model's labels: columns of its logits. */
  readonly labels: number;
  /** What decoding chooses from; state 0 is O. */
  readonly states: readonly LabelState[];
  /** `[label]` → index into `states`. */
  readonly stateOfLabel: readonly number[];
  /** `[state]` → the states that may come before it, ascending. */
  readonly predecessors: readonly (readonly number[])[];
  /** `[state]` → whether a document may begin with it (so may what follows a word without tokens, which is O). */
  readonly initial: readonly boolean[];
}

const LABEL = /^([BILUES])-(.+)$/;

/** Reads the labels of a model.
 *
 *  BIO labels (`B-PESSOA`, `I-PESSOA`) are taken as they are. BILOU and BIOES fold into BIO (`U`, `S` → B; `L`, `E` → I),
 *  so do IO labels (`I-PESSOA` without `B-PESSOA`, or the bare `PESSOA`), whose I may begin a mention. Labels of other
 *  entity types than {@link EntityType} are O unless `labelMap` maps them.
 *
 *  @param id2label of config.json: label id → label, ids 0..n-1.
 *  @param labelMap a model's type name → ours: `{ PER: 'PESSOA' }`.
 *  @throws {RangeError} when ids have gaps, O is missing, the map names a type that does not exist, or no label names
 *          an entity type of ours. */
export function labelScheme(
  id2label: Readonly<Record<string, string>> | readonly string[],
  labelMap: Readonly<Record<string, string>> = {},
): LabelScheme {
  const names = namesInOrder(id2label);
  const keys = names.map((name) => stateKey(name, labelMap));
  const typed = keys.filter((key) => key !== undefined);
  if (typed.length === 0) throw new RangeError('none of the labels names a known entity type: a label map is needed');
  if (!keys.includes(undefined)) throw new RangeError('the labels have no O');
  const states: LabelState[] = [{ kind: 'O' }];
  const indexOf = new Map<string, number>();
  for (const key of typed) {
    const name = `${key.kind}-${key.type}`;
    if (!indexOf.has(name)) indexOf.set(name, states.push(key) - 1);
  }
  const mayOpen = (state: LabelState): boolean => state.kind !== 'I' || !indexOf.has(`B-${state.type}`);
  return {
    labels: names.length,
    states,
    stateOfLabel: keys.map((key) => (key && indexOf.get(`${key.kind}-${key.type}`)) ?? 0),
    predecessors: states.map((state) =>
      states.flatMap((before, index) => (mayOpen(state) || continues(before, state) ? [index] : [])),
    ),
    initial: states.map(mayOpen),
  };
}

function continues(before: LabelState, state: LabelState): boolean {
  return before.kind !== 'O' && state.kind === 'I' && before.type === state.type;
}

function namesInOrder(id2label: Readonly<Record<string, string>> | readonly string[]): string[] {
  const entries = Object.entries(id2label);
  const names: string[] = [];
  for (const [id, name] of entries) names[Number(id)] = name;
  if (names.length !== entries.length) throw new RangeError('label ids must be 0, 1, 2, … without gaps');
  return names;
}

function stateKey(
  name: string,
  labelMap: Readonly<Record<string, string>>,
): Exclude<LabelState, { kind: 'O' }> | undefined {
  const [, prefix = 'I', rest = name] = LABEL.exec(name) ?? [];
  const type = Object.hasOwn(labelMap, rest) ? (labelMap[rest] ?? rest) : rest;
  if (!isEntityType(type)) {
    if (type !== rest && type !== 'O') throw new RangeError(`the label map names an unknown entity type: ${type}`);
    return undefined;
  }
  return { kind: 'BUS'.includes(prefix) ? 'B' : 'I', type };
}
