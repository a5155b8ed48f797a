import type { NormalizedEntity } from '../normalized-entity.ts';

/** A mention where it stands: UTF-16 positions in the document's text. */
export interface DocumentMention {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is known of a document beside its text. */
export interface DocumentFacts {
  /** When it was decided: ISO date, also shortened (`2018`, `2018-03`). */
  readonly judgedOn?: string;
  /** The court that decided, by acronym or name. */
  readonly court?: string;
}

/** A document with its mentions in the order of the text. */
export interface Document {
  readonly text: string;
  readonly mentions: readonly DocumentMention[];
  readonly facts?: DocumentFacts;
}

/** What a mention refers to, read in its document. */
export interface NormalizedMention {
  /** At least one; the first is the main one. */
  readonly entities: readonly NormalizedEntity[];
  /** What the text says a person is in the case: `relator`, `advogado`, `parte`… */
  readonly role?: string;
}
