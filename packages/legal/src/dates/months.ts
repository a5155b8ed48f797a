const MONTHS = 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'.split(' ');
const NUMBER_OF = new Map(
  MONTHS.flatMap((name, index) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]),
);

/** 1..12 for a month's folded name or its first three letters. */
export function findMonth(word: string): number | undefined {
  return NUMBER_OF.get(word);
}

/** Years that digits may stand for, likeliest first: four as they are; two in 1930..2029, then in the other century.
 *  The window is that of POSIX-like pivots: no decision of a court before 1930 is in digital archives. */
export function yearsOf(digits: string): number[] {
  const year = Number(digits);
  if (digits.length === 4) return year >= 1500 && year < 2100 ? [year] : [];
  if (digits.length !== 2) return [];
  return year < 30 ? [2000 + year, 1900 + year] : [1900 + year];
}
