/** Extract the text of one document. Ids only, never text. */
export interface ExtractJob {
  readonly documentId: number;
}

/** Recognize the entities of one document with one model. Ids only, never text. */
export interface RecognizeJob {
  readonly documentId: number;
  readonly modelId: number;
}
