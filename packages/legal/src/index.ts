/** Grows whenever a rule changes what it yields, so that stored entities can be normalized again. */
export const NORMALIZER_VERSION = 1;
export interface NormalizedEntity {
  readonly key: string;
  readonly name: string;
  readonly rule: string;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}
export declare function normalize(type: string, text: string): NormalizedEntity[];
