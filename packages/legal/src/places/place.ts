import { fold, foldedKey, tidy } from '../fold.ts';
import type { NormalizedEntity } from '../normalized-entity.ts';
import { STATES } from './municipalities.ts';
import { findState, type State } from './states.ts';

interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly uf: string;
}

const STATE_WORDS = /^(?:o |ao |no |do )?estado (?:membro )?(?:d[aeo] )?/;
const TOWN_WORDS =
  /^(?:a |o |na |no |da |do )?(?:cidade|municipio|comarca|foro|cidade-sede|prefeitura municipal) (?:d[aeo] )?/;
/** `Campinas/SP`, `Brasília - Distrito Federal`, `Manaus AM`. */
const WITH_STATE = /^(.{2,60}?)(?: ?[/-] ?(?:estado d[aeo] )?(.{2,24})| ([a-z]{2}))$/;
let byName: ReadonlyMap<string, readonly Municipality[]> | undefined;

/** A place: state or municipality by IBGE's code (Divisão Territorial Brasileira); a name that several places have, a state and a town among them,
 *  stays open unless the text says which. Else folded. */
export function normalizePlace(text: string): NormalizedEntity {
  const name = tidy(text);
  const folded = fold(name);
  if (/^(?:brasil|republica federativa do brasil|territorio nacional)$/.test(folded))
    return { key: 'br', name: 'Brasil', rule: 'place-country', attributes: {} };
  if (STATE_WORDS.test(folded)) {
    const state = findState(folded.replace(STATE_WORDS, ''));
    if (state !== undefined) return stateEntity(state);
  }
  const town = folded.replace(TOWN_WORDS, '');
  const withState = WITH_STATE.exec(town);
  const state = findState(withState?.[2] ?? withState?.[3] ?? '');
  if (withState !== null && state !== undefined) {
    const found = municipalities(withState[1]?.trim() ?? '').find(({ uf }) => uf === state.uf);
    if (found !== undefined) return townEntity(found, 'place-municipality');
  }
  const candidates = municipalities(town);
  const homonym = findState(folded);
  if (homonym !== undefined && (candidates.length === 0 || folded.length === 2)) return stateEntity(homonym);
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined && (homonym === undefined || town !== folded))
    return townEntity(only, 'place-municipality-unique');
  const attributes = candidates.length > 1 || homonym !== undefined ? { ambiguous: true } : {};
  return {
    key: foldedKey(name),
    name,
    rule: candidates.length > 1 || homonym !== undefined ? 'place-ambiguous' : 'place',
    attributes,
  };
}

function stateEntity({ uf, code, name }: State): NormalizedEntity {
  return { key: `ibge:${code}`, name, rule: 'place-state', attributes: { ibge: String(code), state: uf } };
}

function townEntity({ code, name, uf }: Municipality, rule: string): NormalizedEntity {
  return { key: `ibge:${code}`, name: `${name}/${uf}`, rule, attributes: { ibge: code, state: uf } };
}

function municipalities(folded: string): readonly Municipality[] {
  byName ??= load();
  return byName.get(folded) ?? [];
}

function load(): ReadonlyMap<string, readonly Municipality[]> {
  const map = new Map<string, Municipality[]>();
  for (const [uf, stateCode, , list] of STATES)
    for (const entry of list.split(',')) {
      const town = { code: `${stateCode}${entry.slice(0, 5)}`, name: entry.slice(6), uf };
      const key = fold(town.name);
      map.set(key, [...(map.get(key) ?? []), town]);
    }
  return map;
}
