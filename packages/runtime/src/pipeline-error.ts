import type { FailureCode } from './failure-codes.ts';

/** The one error family of Acervo: a stable code, whether trying again can help, and the original as `cause`.
 *  `message` carries ids, counts and codes only: never court text, never a name. */
export class PipelineError extends Error {
  readonly code: FailureCode;
  readonly retryable: boolean;

  constructor(
    code: FailureCode,
    message: string,
    { retryable = false, cause }: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'PipelineError';
    this.code = code;
    this.retryable = retryable;
  }
}
