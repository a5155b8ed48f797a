/** A unified case number. Source: Resolução CNJ 65/2008, art. 1º and annexes. */
export interface CnjNumber {
  /** `NNNNNNN-DD.AAAA.J.TR.OOOO` */
  readonly number: string;
  readonly sequence: number;
  readonly year: number;
  /** J, 1..9: STF, CNJ, STJ, Justiça Federal, do Trabalho, Eleitoral, Militar da União, dos Estados, Militar estadual. */
  readonly branch: number;
  /** TR, 0..99: the court within its branch. */
  readonly court: number;
  /** OOOO: the unit of origin. */
  readonly origin: number;
  /** Whether DD is right. Wrong ones occur in real decisions: flag, never drop. */
  readonly valid: boolean;
}

/** Dotted (leading zeros may be missing, the dot between J and TR as well), or twenty digits in a row. A slash before the state that was
 *  read as 1 may run into the last digits. */
const CNJ =
  /(?<!\d)(\d{1,7})-(\d{2})\.(\d{4})\.(\d)\.?(\d{2})\.(\d{4})(?=\D|$|1[A-Za-z]{2}(?![A-Za-z]))|(?<!\d)(\d{7})(\d{2})(\d{4})(\d)(\d{2})(\d{4})(?!\d)/;

/** The first unified case number in the text; blanks between its signs and letters that stand for digits (OCR) are undone. The check
 *  digits are those of ISO 7064 MOD 97-10. */
export function parseCnj(text: string): CnjNumber | undefined {
  const compact = text
    .replace(/\p{Pd}/gu, '-')
    .replace(/(?<=[\d.-]) {1,3}(?=[\d.-])/g, '')
    .replace(/(?<=\d)[Il](?=\d)/g, '1');
  const match = CNJ.exec(compact);
  if (match === null) return undefined;
  const [sequence = '', check = '', year = '', branch = '', court = '', origin = ''] = match
    .slice(1)
    .filter((part) => part !== undefined);
  return cnjOf({ sequence, check, year, branch, court, origin });
}

/** A unified number from its parts. */
export function cnjOf(parts: {
  sequence: string;
  check: string;
  year: string;
  branch: string;
  court: string;
  origin: string;
}): CnjNumber {
  const { sequence, check, year, branch, court, origin } = parts;
  const padded = sequence.padStart(7, '0');
  const remainder = BigInt(`${padded}${year}${branch}${court}${origin}00`) % 97n;
  return {
    number: `${padded}-${check}.${year}.${branch}.${court}.${origin}`,
    sequence: Number(sequence),
    year: Number(year),
    branch: Number(branch),
    court: Number(court),
    origin: Number(origin),
    valid: 98n - remainder === BigInt(check),
  };
}
