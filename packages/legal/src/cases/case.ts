import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { type CaseReading, keyOf } from './case-reading.ts';
import { findCourt } from './courts.ts';
import { readCase } from './read-case.ts';

/** A mention of cases and precedents: the unified number, a court's own series, class and number, súmula, OJ, tema, decision of the TCU, page
 *  of a law review; one entity each. Nothing known: the folded text. */
export function normalizeCase(text: string): NormalizedEntity[] {
  return caseEntities(readCase(text), text);
}

/** The entities of what was read of a mention, after the document has had its say. */
export function caseEntities(readings: readonly CaseReading[], text: string): NormalizedEntity[] {
  if (readings.length > 0) return readings.map(entityOf);
  const name = tidy(text);
  return [{ key: `text:${fold(name) || foldedKey(name)}`, name, rule: 'precedent-text', attributes: {} }];
}

function entityOf(reading: CaseReading): NormalizedEntity {
  const { key, whole } = keyOf(reading);
  const { rule, court, kind, number, incidents = [], item, chamber, section, uf } = reading;
  if (rule === 'law-as-precedent') return { key, name: kind, rule, attributes: {} };
  const attributes = {
    ...(kind === '' ? {} : { class: kind }),
    number,
    ...(court === '' ? {} : { court }),
    ...(section === undefined ? {} : { section }),
    ...(chamber === undefined ? {} : { chamber }),
    ...(court === '' && uf !== undefined ? { state: uf } : {}),
    ...reading.attributes,
  };
  const name = nameOf(reading);
  const base = { key, name, rule, attributes };
  if (whole === undefined) return base;
  const suffix =
    item === undefined ? incidents.map((one) => SHOWN[one] ?? one.toUpperCase()).join('-') : `item ${item}`;
  return {
    ...base,
    name: item === undefined ? `${name} ${suffix}` : `${name}, ${suffix}`,
    attributes: {
      ...attributes,
      ...(item === undefined ? { incidents: incidents.join('_') } : { item: Number(item) }),
    },
    within: { ...base, key: whole },
  };
}

const SHOWN: Readonly<Record<string, string>> = {
  hc: 'HC',
  resp: 'REsp',
  aresp: 'AREsp',
  eresp: 'EREsp',
  eag: 'EAg',
  ag: 'Ag',
  rcl: 'Rcl',
  respe: 'REspe',
  pet: 'Pet',
  inq: 'Inq',
  agr: 'AgR',
  agint: 'AgInt',
  ed: 'ED',
  sumula: 'Súmula',
  'sumula.vinculante': 'Súmula Vinculante',
  oj: 'Orientação Jurisprudencial',
  tema: 'Tema',
  acordao: 'Acórdão',
  decisao: 'Decisão',
  'enunciado.administrativo': 'Enunciado Administrativo',
  apelacao: 'Apelação',
  'apelacao.civel': 'Apelação Cível',
  'apelacao.criminal': 'Apelação Criminal',
  'correicao.parcial': 'Correição Parcial',
  'recurso.eleitoral': 'Recurso Eleitoral',
  processo: 'Processo',
  tc: 'TC',
  registro: 'Registro',
  plenario: 'Plenário',
  '1camara': '1ª Câmara',
  '2camara': '2ª Câmara',
};
const NUMBERS = new Intl.NumberFormat('pt-BR');

function nameOf({ rule, court, kind, number, uf, chamber, section }: CaseReading): string {
  if (rule === 'cnj' || (rule === 'series' && kind === '')) return number;
  const shown = SHOWN[kind] ?? (kind.length <= 4 ? kind.toUpperCase() : kind.replaceAll('.', ' '));
  const digits = /^\d+$/.test(number) ? NUMBERS.format(Number(number)) : number;
  const its = court === '' ? '' : (findCourt(court)?.id ?? court).toUpperCase();
  if (rule === 'sumula' || rule === 'tema')
    return `${shown} ${digits}${section ? ` da ${section.toUpperCase()}` : ''}${its === '' ? '' : ` do ${its}`}`;
  if (rule === 'tcu') return `${shown} ${digits}${its === '' ? '' : `-${its}`}${chamber ? `-${SHOWN[chamber]}` : ''}`;
  if (rule === 'review') return `${kind.toUpperCase()} ${number}`;
  return `${shown} ${digits}${court === '' && uf ? `/${uf.toUpperCase()}` : ''}`;
}
