/** The entity types of LeNER-Br, in the order of their database ids: id = index + 1. Append only.
 *  Source: Luz de Araujo et al., "LeNER-Br: a Dataset for Named Entity Recognition in Brazilian Legal Text", PROPOR 2018. */
export const ENTITY_TYPES = ['ORGANIZACAO', 'PESSOA', 'TEMPO', 'LOCAL', 'LEGISLACAO', 'JURISPRUDENCIA'] as const;

/** One of {@link ENTITY_TYPES}. */
export type EntityType = (typeof ENTITY_TYPES)[number];

/** Tells whether a name is one of {@link ENTITY_TYPES}, spelled exactly so. */
export function isEntityType(name: string): name is EntityType {
  return (ENTITY_TYPES as readonly string[]).includes(name);
}

/** A half-open range `[start, end)` of a text, in UTF-16 code units (what `text.slice` counts). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One entity named at one place of one text. Invariant: `text.slice(start, end) === mention.text`. */
export interface Mention extends Span {
  readonly type: EntityType;
  readonly text: string;
  /** Above 0 to 1: how probable it is that exactly this is a mention of this type, as calibrated for the model. */
  readonly score: number;
}
