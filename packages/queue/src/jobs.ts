/** Extract the text of one document. Ids only, never text. */
export interface ExtractJob {
  readonly documentId: number;
}

/** Recognize the entities of one document with one model. Ids only, never text. */
export interface RecognizeJob {
  readonly documentId: number;
  readonly modelId: number;
}

/** A kind of job: its queue's name and the name under which BullMQ keeps one of it, so that adding it again is ignored. */
export interface JobKind<Job> {
  readonly queueName: string;
  readonly jobId: (job: Job) => string;
}

/** Documents whose bytes are on `storage`. */
export function extractKind(storage: string): JobKind<ExtractJob> {
  return { queueName: `extract-${storage}`, jobId: ({ documentId }) => `e-${documentId}` };
}

/** Documents on `storage` with pages to read by OCR. */
export function ocrKind(storage: string): JobKind<ExtractJob> {
  return { queueName: `ocr-${storage}`, jobId: ({ documentId }) => `o-${documentId}` };
}

/** Documents with a text. */
export const RECOGNIZE_KIND: JobKind<RecognizeJob> = {
  queueName: 'recognize',
  jobId: ({ documentId, modelId }) => `r-${documentId}-${modelId}`,
};
