import { type Act, urnOf } from './act.ts';
import { NAMED_ACTS } from './codes.ts';
import { ACT_KINDS } from './kinds.ts';
import type { Provision } from './provision.ts';
import { writeRoman } from './roman.ts';

const NUMBER_FORMAT = new Intl.NumberFormat('pt-BR');
const KIND_NAMES = new Map(ACT_KINDS.map(({ kind, name }) => [kind, name]));
let popular: ReadonlyMap<string, string> | undefined;

/** The act for display, the same for equal URNs: kind, number and year, after its popular name where it has one. */
export function nameOfAct(act: Act): string {
  popular ??= new Map(
    NAMED_ACTS.flatMap(({ act: named }) => (named.name === undefined ? [] : [[urnOf(named), named.name] as const])),
  );
  const known = popular.get(urnOf(act));
  const numbered = KIND_NAMES.has(act.kind) && act.number !== undefined ? nameByNumber(act) : undefined;
  if (known !== undefined) return numbered === undefined ? known : `${known} (${numbered})`;
  return numbered ?? act.name ?? KIND_NAMES.get(act.kind) ?? 'norma';
}

function nameByNumber(act: Act): string {
  const [number = '', reissue] = (act.number ?? '').split('-');
  const digits = NUMBER_FORMAT.format(Number(number)) + (reissue === undefined ? '' : `-${reissue}`);
  const level = ['estadual', 'distrital', 'municipal'].includes(act.authority) ? ` ${act.authority}` : '';
  const body =
    level === '' && act.authority !== 'federal' && act.authority !== ''
      ? ` (${act.authority.replaceAll('.', ' ')})`
      : '';
  return `${KIND_NAMES.get(act.kind)}${level} ${digits}${act.year === undefined ? '' : `/${act.year}`}${body}`;
}

/** A provision as lawyers write it: `art. 5º, § 1º, II, b`. */
export function nameOfProvision(provision: Provision): string {
  return provision.map(({ level, value }) => nameOfStep(level, value)).join(', ');
}

function nameOfStep(level: string, value: string): string {
  const [number = '', suffix] = value.split('-');
  const letter = suffix === undefined ? '' : `-${String.fromCharCode(64 + Number(suffix))}`;
  switch (level) {
    case 'art':
      return `art. ${ordinal(number)}${letter}`;
    case 'par':
      return number === '1u' ? 'parágrafo único' : `§ ${ordinal(number)}${letter}`;
    case 'cpt':
      return 'caput';
    case 'inc':
      return `${/^\d+$/.test(number) ? writeRoman(Number(number)) : number}${letter}`;
    case 'ali':
      return String.fromCharCode(96 + Number(number));
    case 'ite':
      return `item ${number}`;
    default:
      return `${{ liv: 'Livro', tit: 'Título', cap: 'Capítulo', sec: 'Seção', anx: 'Anexo' }[level] ?? level} ${/^\d+$/.test(number) ? writeRoman(Number(number)) : number}`;
  }
}

/** Ordinal up to the ninth, cardinal from the tenth on (LC 95/1998, art. 10, I and III). */
function ordinal(number: string): string {
  return /^\d$/.test(number) ? `${number}º` : number.replace(/^(\d+)\.\.(\d+)$/, '$1 a $2');
}
