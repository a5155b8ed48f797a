/** An act as far as a text identifies it. What is not known is absent. */
export interface Act {
  /** LexML's place, `br` or `br;sao.paulo`; a state's that is not said is `br;`. */
  readonly place: string;
  /** LexML's authority, `federal`, `estadual`, a body; empty when not known. */
  readonly authority: string;
  readonly kind: string;
  readonly number?: string;
  readonly year?: number;
  /** ISO date, where it is known for certain. */
  readonly date?: string;
  /** For display, when the act has no number or is known by a name. */
  readonly name?: string;
}

/** The act's LexML URN. Source: Projeto LexML, "Parte 2 – LexML URN"; an element that is not known is left empty, which that
 *  norm doesn't foresee. */
export function urnOf({ place, authority, kind, number, year, date }: Act): string {
  const base = `urn:lex:${place}:${authority}:${kind}`;
  if (number === undefined) return date === undefined && year === undefined ? base : `${base}:${date ?? year}`;
  return `${base}:${date ?? year ?? ''};${number}`;
}
