import { findCourt, listCourts } from '../cases/courts.ts';
import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { ORGANIZATIONS } from './aliases.ts';

interface Known {
  readonly key: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const COURTESY = /^(?:[oae]|eg|egregi[oa]|colend[oa]|col|c|excels[oa]|pretori[oa]|ven|venerand[oa]) /;
let known: ReadonlyMap<string, Known> | undefined;

/** An organization: a court or a well-known body by any of its names or its acronym (with dots or without), else folded. Names that several have
 *  (`Ministério Público`, `Tribunal de Justiça`) stay as they are written. */
export function normalizeOrganization(text: string): NormalizedEntity {
  known ??= load();
  const name = tidy(text);
  const folded = fold(name);
  const found =
    find(folded) ??
    find(folded.replace(COURTESY, '').replace(COURTESY, '')) ??
    find(folded.replaceAll(' ', '')) ??
    byAcronym(name);
  if (found === undefined) return { key: foldedKey(name), name, rule: 'organization', attributes: {} };
  return { key: found.key, name: found.name, rule: 'organization-alias', attributes: found.attributes };
}

function find(folded: string): Known | undefined {
  return known?.get(folded);
}

/** `TRF-4`, `TJ/SP`, `TRF da 4ª Região`. */
function byAcronym(name: string): Known | undefined {
  if (name.length > 24 || !/^(?:TR[FTE]|TJ|TJM)(?![A-Za-z]{3})/.test(name)) return undefined;
  const court = findCourt(name.replace(/ª|º| ?da | ?Região| ?REGIÃO/gu, ''));
  return court === undefined ? undefined : known?.get(court.id);
}

/** Other names of courts, in use among them. */
const COURT_ALIASES: readonly (readonly [form: string, id: string])[] = [
  ['suprema corte', 'stf'],
  ['corte suprema', 'stf'],
  ['pretorio excelso', 'stf'],
  ['excelso pretorio', 'stf'],
  ['tribunal da cidadania', 'stj'],
];

function load(): ReadonlyMap<string, Known> {
  const map = new Map<string, Known>();
  for (const { id, name, cnj, uf } of listCourts()) {
    const court = { key: id, name, attributes: { court: id, cnj, ...(uf === undefined ? {} : { state: uf }) } };
    const folded = fold(name);
    const acronym = id.replaceAll('-', '');
    for (const form of [
      id,
      acronym,
      folded,
      `${folded} ${acronym}`,
      `${folded}-${acronym}`,
      folded.replace(' do estado', ''),
      folded.replace(/ do estado d[aeo] /, ' de '),
      folded.replace(' e dos ', ' e '),
    ])
      map.set(form, court);
  }
  for (const [form, id] of COURT_ALIASES) {
    const court = map.get(id);
    if (court) map.set(form, court);
  }
  for (const [acronym, name, ...others] of ORGANIZATIONS) {
    const body = { key: acronym.toLowerCase(), name, attributes: { acronym } };
    for (const form of [acronym, name, ...others]) {
      const folded = fold(form);
      for (const one of [folded, `${folded} ${body.key}`, `${folded}-${body.key}`])
        if (!map.has(one)) map.set(one, body);
    }
  }
  return map;
}
