import { parseCnj } from './cnj.ts';
import { fold, foldedKey, tidy, withPlainNumberSigns } from './fold.ts';
import type { NormalizedEntity } from './normalized-entity.ts';

const COURT = 'stf|stj|tst|tse|stm|tnu|tcu|trf[- ]?\\d?|tj[a-z]{2}';
const NUMBER = '(?: n[or]?s?| numero)? ?(\\d{1,3}(?: \\d{3})+|\\d+)';
const SUMULA = new RegExp(
  `^(?:enunciado (?:da )?)?(orientacao jurisprudencial|oj|sumulas?(?: vinculante)?|sv)${NUMBER}`,
);
const TEMA = new RegExp(`^tema${NUMBER}`);
const COURT_NAMED = new RegExp(`(?:^|[ /-])(${COURT})(?:$|[ /-])`);
const COURTS_BY_NAME: readonly (readonly [name: string, court: string])[] = [
  ['supremo tribunal federal', 'stf'],
  ['superior tribunal de justica', 'stj'],
  ['tribunal superior do trabalho', 'tst'],
  ['tribunal superior eleitoral', 'tse'],
];
const CLASS_NUMBER =
  /^([a-z][a-z/ -]{0,60}?)(?: n[or]?s?| numero)? ?-?(\d{1,3}(?: \d{3})+|\d+)(?:[/-]([a-z]{2}))?(?: |$)/;
/** Classes written out → their usual abbreviation; tables of classes of STF and STJ (their Regimentos Internos). */
const CLASSES: readonly (readonly [name: string, abbreviation: string])[] = [
  ['habeas corpus', 'hc'],
  ['recurso extraordinario com agravo', 'are'],
  ['recurso extraordinario', 're'],
  ['recurso especial', 'resp'],
  ['acao direta de inconstitucionalidade', 'adi'],
  ['mandado de seguranca', 'ms'],
  ['reclamacao', 'rcl'],
];

/** A case or a precedent: súmula, tema, unified case number (its check digits flagged in `cnjValid`), or class, number and
 *  state (`HC 84.078/MG` → `hc:84078/mg`); else folded. */
export function normalizePrecedent(text: string): NormalizedEntity {
  const display = tidy(text);
  const cnj = parseCnj(display);
  if (cnj !== undefined) {
    const { number, year, branch, court, valid } = cnj;
    return { key: `cnj:${number}`, name: number, rule: 'cnj', attributes: { cnjValid: valid, year, branch, court } };
  }
  const folded = fold(withPlainNumberSigns(display));
  const sumula = SUMULA.exec(folded);
  if (sumula) return numbered(sumula[1] === undefined ? '' : kindOf(sumula[1]), sumula[2], folded);
  const tema = TEMA.exec(folded);
  if (tema) return numbered('tema', tema[1], folded);
  const classed = CLASS_NUMBER.exec(folded);
  if (classed) {
    const [, written = '', digits = '', state] = classed;
    const name = CLASSES.reduce((found, [long, short]) => found.replace(long, short), written.trim());
    const number = Number(digits.replaceAll(' ', ''));
    const key = `${name.replace(/[ -]+/g, '-')}:${number}${state === undefined ? '' : `/${state}`}`;
    return {
      key,
      name: display,
      rule: 'class-number',
      attributes: { class: name, number, ...(state === undefined ? {} : { state }) },
    };
  }
  return { key: foldedKey(display), name: display, rule: 'precedent-text', attributes: {} };
}

function kindOf(written: string): string {
  if (written === 'sv' || written.endsWith('vinculante')) return 'sumula.vinculante';
  return written.startsWith('o') ? 'oj' : 'sumula';
}

const SHOWN: Readonly<Record<string, string>> = {
  'sumula.vinculante': 'Súmula Vinculante',
  sumula: 'Súmula',
  oj: 'Orientação Jurisprudencial',
  tema: 'Tema',
};

function numbered(kind: string, digits: string | undefined, folded: string): NormalizedEntity {
  const number = Number(digits?.replaceAll(' ', ''));
  const written = COURTS_BY_NAME.find(([name]) => folded.includes(name))?.[1] ?? COURT_NAMED.exec(folded)?.[1];
  const court = kind === 'sumula.vinculante' ? 'stf' : written?.replace(/[ -]/g, '');
  return {
    key: court === undefined ? `${kind}:${number}` : `${kind}:${court}:${number}`,
    name: `${SHOWN[kind] ?? kind} ${number}${court === undefined ? '' : ` do ${court.toUpperCase()}`}`,
    rule: kind === 'tema' ? 'tema' : 'sumula',
    attributes: court === undefined ? { number } : { number, court },
  };
}
