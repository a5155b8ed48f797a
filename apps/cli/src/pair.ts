/** A text in both languages. Where it takes values, both take the same. */
export interface Pair<T> {
  readonly en: T;
  readonly pt: T;
}

/** Makes a pair: a translation that is missing, or takes other values, is a type error. */
export const t = <T>(en: T, pt: NoInfer<T>): Pair<T> => ({ en, pt });
