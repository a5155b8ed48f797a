import { type CnjNumber, parseCnj } from '../cases/cnj.ts';
import { plain } from '../tokens.ts';
import { agreedOn } from './agreed-on.ts';
import { type Head, type Line, placeIn, placeOf } from './head-lines.ts';
import type { Metadata, MetadataValue } from './metadata.ts';
import { type CaseLine, findClassWithNumber, readCaseLine, readClassLine } from './read-case-line.ts';

const NUMBER_LABEL =
  /^(?:\d{1,4}\. )?(?:n[.o]{0,2} ?cnj|num\.?|numero(?: do processo| unico)?|(?:processo|autos)(?: digital| judicial| eletronico)?(?: n[.o]{0,3})?) ?:? ?(?=\d)/;
const CLASS_LABEL = /^(?:classe(?: cnj| judicial| processual)?(?: ?- ?assunto)?) ?:? ?/;
const ACT =
  /^(?:lei(?: complementar)?|decreto(?:-lei)?|medida provisoria|emenda constitucional|portaria|resolucao|instrucao normativa|acordao|oficio|edital|parecer|provimento)(?: [a-z/-]{2,12})? n[.o]{0,2}:? ?\d[\d./-]*/;
const THESE_CASES = /\b(?:destes|estes|nestes|os presentes|dos presentes) autos,? d[eoa]s? (?=\D{4,90}\d)/;
const ENDS_OPEN = /\b(?:n[oa]s?|em|d[eoa]s?)$/;
const FIRST_LINES = 4;
const LONGEST_ACT = 100;

/** Title, class and number of the case that the document is of. Several cases on equal terms: none of them. */
export function readHeading(head: Head): Metadata {
  const named = findNamed(head);
  if (named !== undefined) {
    const { line, title, its } = named;
    const evidence = { start: title?.start ?? line.start, end: line.end };
    const rule = title === undefined ? 'these-cases' : 'case-line';
    return {
      ...(title === undefined ? {} : { title: { value: title.value, rule, evidence } }),
      class: { value: its.class, rule, evidence },
      ...numberOf(its.cnj, rule, placeIn(line, its.number)),
    };
  }
  return { ...readAct(head), ...readLabels(head) };
}

interface Named {
  readonly line: Line;
  readonly title?: { readonly value: string; readonly start: number };
  readonly its: CaseLine;
}

function findNamed({ heading, decision }: Head): Named | undefined {
  const found: Named[] = [];
  for (const [index, line] of heading.entries()) {
    const its = readCaseLine(line.text);
    if (its === undefined) continue;
    const before = heading[index - 1];
    const begins = before !== undefined && ENDS_OPEN.test(before.folded) && before.text.length < 120 ? before : line;
    const value = (begins === line ? line.text : `${begins.text} ${line.text}`).replace(/[\s–-]+$/, '');
    found.push({ line, title: { value, start: begins.start }, its });
  }
  if (found.length > 0) return agreedOn(found, ({ its }) => onlyDigits(its.number));
  const line = decision.find(({ folded }) => THESE_CASES.test(folded));
  const text = line === undefined ? '' : plain(line.text);
  const at = THESE_CASES.exec(text.toLowerCase());
  const its = at === null ? undefined : findClassWithNumber(text.slice(at.index + at[0].length));
  return line === undefined || its === undefined || its.start > 60 ? undefined : { line, its };
}

function onlyDigits(number: string): string {
  return number.replace(/\D/g, '');
}

function numberOf(cnj: CnjNumber | undefined, rule: string, evidence: MetadataValue['evidence']): Metadata {
  return cnj?.valid ? { caseNumber: { value: cnj.number, rule, evidence } } : {};
}

/** Class and number that stand under names of their own (`Classe:`, `Processo nº`), each once. */
function readLabels({ heading }: Head): Metadata {
  const numbers = heading.flatMap((line) => {
    const cnj = NUMBER_LABEL.test(line.folded) || isOnlyNumber(line.folded) ? parseCnj(line.text) : undefined;
    return cnj?.valid ? [{ line, cnj }] : [];
  });
  const number = agreedOn(numbers, ({ cnj }) => cnj.number);
  if (number === undefined) return {};
  const classes = heading.flatMap((line) => {
    const label = CLASS_LABEL.exec(line.folded)?.[0];
    const value = readClassLine(label === undefined ? line.text : line.folded.slice(label.length));
    return value === undefined ? [] : [{ line, value, isLabelled: label !== undefined }];
  });
  const labelled = classes.find(({ isLabelled }) => isLabelled) ?? classes[0];
  const evidence = placeIn(number.line, number.cnj.number, onlyDigits(number.cnj.number));
  if (labelled === undefined) return numberOf(number.cnj, 'label', evidence);
  const place = placeOf(labelled.line);
  return {
    title: { value: `${labelled.value} ${number.cnj.number}`, rule: 'label', evidence: place },
    class: { value: labelled.value, rule: 'label', evidence: place },
    ...numberOf(number.cnj, 'label', evidence),
  };
}

function isOnlyNumber(folded: string): boolean {
  return /^(?:n[.o]{0,2} ?)?\d{1,7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}$/.test(folded);
}

/** The act that a document is: `LEI Nº 15.075, DE 26 DE DEZEMBRO DE 2024`. */
function readAct({ heading }: Head): Metadata {
  const line = heading.slice(0, FIRST_LINES).find(({ folded, text }) => ACT.test(folded) && text.length <= LONGEST_ACT);
  if (line === undefined) return {};
  return { title: { value: line.text, rule: 'act', evidence: placeOf(line) } };
}
