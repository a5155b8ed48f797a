/** Why a document cannot be extracted, as a child tells its parent (which makes a PipelineError of it). The message holds
 *  counts and class names only. */
export class ExtractionFailure extends Error {
  readonly code: ChildFailureCode;

  constructor(code: ChildFailureCode, message: string) {
    super(message);
    this.name = 'ExtractionFailure';
    this.code = code;
  }
}

/** The failures a child can find by itself; the others (timeout, memory, death) are its parent's. */
export const CHILD_FAILURE_CODES = ['encrypted', 'corrupt', 'empty', 'unsupported-type', 'too-large'] as const;

export type ChildFailureCode = (typeof CHILD_FAILURE_CODES)[number];

/** The class of something thrown by a library: its message may hold text of the document. */
export function className(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
