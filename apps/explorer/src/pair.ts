/** The languages of the pages. */
export type Language = 'pt' | 'en';

/** A text in both languages. Where it takes values, both take the same. */
export interface Pair<T> {
  readonly pt: T;
  readonly en: T;
}

/** The word for so many of something; both languages have one form for 1 and one for the others. */
export const plural = (one: string, many: string) => (count: number) => (count === 1 ? one : many);

/** Makes a pair: a translation that is missing, or takes other values, is a type error. */
export const t = <T>(pt: T, en: NoInfer<T>): Pair<T> => ({ pt, en });
