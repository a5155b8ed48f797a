/** A node of mammoth's document tree, as far as text needs it. */
export interface DocxElement {
  readonly type: string;
  readonly children?: readonly DocxElement[];
  /** Of `text`. */
  readonly value?: string;
  /** Of `noteReference` and `note`: `footnote` or `endnote`. */
  readonly noteType?: string;
  readonly noteId?: string;
  /** Of `document`. */
  readonly notes?: { readonly _notes?: Readonly<Record<string, DocxElement>> };
  /** Of `note`. */
  readonly body?: readonly DocxElement[];
}
