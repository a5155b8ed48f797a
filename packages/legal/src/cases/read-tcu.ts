import { yearsOf } from '../dates/months.ts';
import type { Token } from '../tokens.ts';
import type { CaseReading } from './case-reading.ts';

const KINDS: Readonly<Record<string, string>> = {
  acordao: 'acordao',
  acordaos: 'acordao',
  decisao: 'decisao',
  decisoes: 'decisao',
};

/** Decisions of a court that counts them by year and chamber, as the TCU does (Regimento Interno do TCU, art. 67): `Acórdãos 10, 11 e 295/1999-2ª
 *  Câmara`. A number without a year has that of the next one; the chamber is that of the numbers which share the year it follows.
 *  @param inherited the kind that the mention before has, for a list that goes on */
export function readTcu(tokens: readonly Token[], inherited?: string): CaseReading[] {
  let kind = inherited;
  let court = '';
  const found: { number: number; year?: number; chamber?: string; group: number }[] = [];
  let group = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (KINDS[token.text] !== undefined) {
      if (kind !== undefined && kind !== inherited && found.length > 0) break;
      kind = KINDS[token.text];
    } else if (token.text === 'tcu') court = 'tcu';
    else if (kind !== undefined && token.kind === 'number' && !isChamber(tokens, at)) {
      const number = Number(token.text.replaceAll('.', ''));
      const before = found.at(-1);
      if (
        tokens[at - 1]?.text === 'a' &&
        before &&
        before.year === undefined &&
        number > before.number &&
        number - before.number <= 50
      )
        for (let one = before.number + 1; one < number; one++) found.push({ number: one, group });
      const [year] = tokens[at + 1]?.text === '/' ? yearsOf(tokens[at + 2]?.text ?? '') : [];
      found.push({ number, group });
      if (year === undefined) continue;
      for (const one of found) if (one.group === group) one.year = year;
      group++;
      at += 2;
    } else {
      const chamber = chamberAt(tokens, at);
      if (chamber !== undefined) for (const one of found) if (one.group === group - 1) one.chamber ??= chamber;
    }
  }
  if (kind === undefined) return [];
  return found.map(({ number, year, chamber }) => ({
    rule: 'tcu',
    court,
    kind: kind ?? '',
    number: year === undefined ? String(number) : `${number}/${year}`,
    ...(chamber === undefined ? {} : { chamber }),
  }));
}

/** `Plenário`, `1ª Câmara`, `Segunda Câmara` at a token. */
export function chamberAt(tokens: readonly Token[], at: number): string | undefined {
  const text = tokens[at]?.text ?? '';
  if (text === 'plenario') return 'plenario';
  if (tokens[at + 1]?.text !== 'camara') return undefined;
  if (text === '1' || text === 'primeira') return '1camara';
  return text === '2' || text === 'segunda' ? '2camara' : undefined;
}

function isChamber(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.text === 'camara';
}
