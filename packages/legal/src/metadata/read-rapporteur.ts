import { fold } from '../fold.ts';
import { normalizePerson } from '../people/person.ts';
import { agreedOn } from './agreed-on.ts';
import type { Head, Line } from './head-lines.ts';
import type { MetadataValue } from './metadata.ts';

const LABEL = /(?:^|(?<=[\p{Ll}\p{Lu})] ))(?:RELATORA?|Relatora?)(?:\(A\)|\(a\))? ?: ?/gu;
/** What a heading says after the name, where its lines are run together. */
const NEXT =
  /\s(?:ementa|ac[oó]rd[aã]o|relat[oó]rio|revisora?|redatora?|apelad[oa]s?|apelantes?|agravad[oa]s?|agravantes?|recorrentes?|recorrid[oa]s?|impetrantes?|autora?|r[eé]us?)\b.*$/iu;
const NAME = /^\p{Lu}[\p{L}.'’-]*(?: (?:d[aeo]s?|e|\p{Lu}[\p{L}.'’-]*)){1,7}$/u;
const PARTICLES = /^(?:d[aeo]s?|e)$/i;
/** Headings that may follow a name on a line of their own. */
const HEADING = /^(?:ementa|acordao|relatorio|voto|decisao|despacho|vistos|sumario|a c o r d a o)\b/;

/** The rapporteur whom the heading names, without titles; a name in capitals gets small letters. Empty where the name may go on
 *  in the next line, or where several are named. */
export function readRapporteur({ heading }: Head): MetadataValue | undefined {
  const found = heading.flatMap((line, index) => readLine(line, heading[index + 1]));
  return agreedOn(found, ({ value }) => fold(value));
}

function readLine(line: Line, next: Line | undefined): MetadataValue[] {
  return [...line.text.matchAll(LABEL)].flatMap((label) => {
    const from = label.index + label[0].length;
    const rest = line.text.slice(from);
    const written = rest.replace(NEXT, '').replace(/[\s.,;–-]+$/, '');
    const name = tidyName(written);
    if (name === undefined || (written.length === rest.length && goesOn(written, next))) return [];
    const start = line.start + from;
    return [{ value: name, rule: 'label', evidence: { start, end: start + written.length } }];
  });
}

/** Whether a line of a few capitals, with no colon, may be the rest of a name in capitals. */
function goesOn(written: string, next: Line | undefined): boolean {
  const last = written.split(' ').at(-1) ?? '';
  if (next === undefined || last !== last.toUpperCase()) return false;
  return /^\p{Lu}{2,}(?: \p{Lu}{2,}){0,2}$/u.test(next.text) && !HEADING.test(next.folded);
}

function tidyName(written: string): string | undefined {
  const bare = written.replace(/\((?:a|as|o|s)\)/gi, '').replace(/\bconvocad[oa]\b|^.*\bBrig\.? (?=Ar )Ar /i, '');
  const { name } = normalizePerson(bare);
  if (!NAME.test(name) || PARTICLES.test(name.split(' ').at(-1) ?? '')) return undefined;
  if (name !== name.toUpperCase()) return name;
  return name
    .toLowerCase()
    .split(' ')
    .map((word) =>
      PARTICLES.test(word) ? word : word.replace(/(?:^|(?<=[-'’.]))\p{L}/gu, (letter) => letter.toUpperCase()),
    )
    .join(' ');
}
