/** What a document says about itself on its first pages. */
export type MetadataField = 'title' | 'court' | 'caseNumber' | 'class' | 'rapporteur' | 'judgedOn';

/** A value with the place that states it. */
export interface MetadataValue {
  /** In the form in which people ask for it: `TJRJ`, `Apelação Criminal`, an ISO date, a name without its titles. */
  readonly value: string;
  /** What made it: explains the value. */
  readonly rule: string;
  /** UTF-16 range in the text, half-open; or which removed span it is. A court that follows from the case number has that
   *  number's place. */
  readonly evidence: { readonly start: number; readonly end: number } | { readonly removed: number };
}

/** The values that are certain; the others are left out. */
export type Metadata = Readonly<Partial<Record<MetadataField, MetadataValue>>>;

/** The first pages of a document. */
export interface DocumentStart {
  /** The text from its beginning; what lies beyond {@link HEAD_UNITS} is not looked at. */
  readonly text: string;
  /** What was taken out of its first page: running heads and stamps, in their order. */
  readonly removed?: readonly { readonly page?: number | null | undefined; readonly text: string }[];
}

/** How much of a text is its first pages, in UTF-16 units. */
export const HEAD_UNITS = 20_000;
