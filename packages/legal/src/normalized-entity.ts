/** What a mention refers to, as far as its text alone says. */
export interface NormalizedEntity {
  /** Canonical and never empty: mentions of one entity type with equal keys are the same entity. */
  readonly key: string;
  /** For display; never empty. */
  readonly name: string;
  /** Name of the rule that made the key, to explain why two mentions were joined. */
  readonly rule: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}
