import { STATES } from './municipalities.ts';

/** A state or the Federal District. */
export interface State {
  readonly uf: string;
  /** IBGE's code. */
  readonly code: number;
  readonly name: string;
}

let byName: ReadonlyMap<string, State> | undefined;

/** The state with this folded name or these two letters. */
export function findState(folded: string): State | undefined {
  byName ??= new Map(
    STATES.flatMap(([uf, code, name]) => {
      const state = { uf, code, name };
      const plainName = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return [
        [uf.toLowerCase(), state],
        [plainName, state],
      ];
    }),
  );
  return byName.get(folded);
}
