/** What a mention refers to. */
export interface NormalizedEntity {
  /** Canonical and never empty: mentions of one entity type with equal keys are the same entity. */
  readonly key: string;
  /** For display; never empty, and the same for equal keys wherever the key says enough. */
  readonly name: string;
  /** Name of the rule that made the key, to explain why two mentions were joined. */
  readonly rule: string;
  /** What the key means, taken apart. */
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** What it is a part of: the law of an article, the case of an appeal within it. */
  readonly within?: NormalizedEntity;
}
