import { type CnjNumber, parseCnj } from '../cases/cnj.ts';
import { plain, tokenize } from '../tokens.ts';
import { classPhrases } from './class-names.ts';

/** A case as a line names it: its class, and its number as far as it is a unified one. */
export interface CaseLine {
  readonly class: string;
  /** The number as the line has it. */
  readonly number: string;
  readonly cnj?: CnjNumber;
}

const SIGNS = /^(?: ?(?:no|n|nr|num|numero)\b ?[.o]{0,2}| ?-| ?:|\/)*(?: ?\(eletronico\))? ?:? ?(?=\d)/i;
const NUMBER = /^\d[\d./-]*(?: \d{1,2}(?=\.\d{4}\.))?[\d./-]*/;
/** What goes before the class: nothing, a court's acronym or what is asked for in the case (`AG.REG. NA`, `Referendo no`). */
const BEFORE =
  /^(?:(?:(?:processo|autos|acordao|n[.o]{0,2}|d[eoa]s?|stf|stj|tst|tse|stm|ag|ed|e)[ .:/-]{1,3}){0,6}|.{0,200}\b(?:n[oa]s?|em)\s)$/i;
/** What goes after the number: the state, the docket's own number. A list of cases or a citation has more. */
const LONGEST_AFTER = 90;
const CITED = /\b(?:rel|relatora?|julgad[oa]|dje?|dju|turma|publicad[oa])\b/i;
const ABBREVIATION = /^[a-z]{1,3}$/;

/** The case that a line of the heading is about: `AG.REG. NA AÇÃO PENAL 1.489 DISTRITO FEDERAL`. A citation is none. */
export function readCaseLine(line: string): CaseLine | undefined {
  const text = plain(line).trim();
  const found = findClassWithNumber(text);
  if (found === undefined) return undefined;
  const after = text.slice(found.end);
  if (!BEFORE.test(text.slice(0, found.start)) || after.length > LONGEST_AFTER || CITED.test(after)) return undefined;
  return found;
}

/** The first class in {@link plain} text that a number follows. */
export function findClassWithNumber(text: string): (CaseLine & { start: number; end: number }) | undefined {
  const tokens = tokenize(text);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const match = classPhrases().find(tokens, at);
    if (token === undefined || match === undefined) continue;
    if (match.end === at + 1 && ABBREVIATION.test(token.raw)) continue; // `re`, `ao`: words
    const classEnd = tokens[match.end - 1]?.end ?? 0;
    const rest = text.slice(classEnd);
    const signs = SIGNS.exec(rest)?.[0];
    const number = signs === undefined ? undefined : NUMBER.exec(rest.slice(signs.length))?.[0].replace(/[./-]+$/, '');
    if (signs === undefined || number === undefined || number.length < 2) continue;
    const cnj = parseCnj(number);
    return {
      class: match.value,
      number,
      ...(cnj === undefined ? {} : { cnj }),
      start: token.start,
      end: classEnd + signs.length + number.length,
    };
  }
  return undefined;
}

/** The class that a line consists of, or begins with before a dash: `Apelação Cível - Turma Especializada`. */
export function readClassLine(line: string): string | undefined {
  const tokens = tokenize(plain(line));
  const match = classPhrases().find(tokens, 0);
  if (match === undefined || (match.end === 1 && (tokens[0]?.text.length ?? 0) <= 4)) return undefined;
  const next = tokens[match.end];
  return next === undefined || next.text === '-' || next.text === '(' ? match.value : undefined;
}
