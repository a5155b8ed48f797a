/** A number as people read it with its word: `1 page`, `0 pages`, `1,204 pages`. */
export const counted = (number: string, one: string, many: string): string => `${number} ${choose(number, one, many)}`;

/** What is said of one, or of any other number. */
export const choose = (number: string, one: string, many: string): string => (number === '1' ? one : many);
