import { PipelineError } from '@acervo/runtime';

/** Why a child ended. */
export type EndReason = 'recycled' | 'timeout' | 'out-of-memory' | 'too-large' | 'stopped' | 'crashed';

/** Limits of one document. */
export interface ChildLimits {
  readonly timeoutMs: number;
  readonly maxRssBytes: number;
  readonly maxTextUnits: number;
  /** How long a child may take to load its code. Default: a minute. */
  readonly startTimeoutMs?: number;
}

const MB = 1024 * 1024;

/** What a child may send for one document: text takes 1 to 3 bytes a unit, layout 2, and 24 bytes a run. Many short runs may
 *  reach it before the text reaches its own limit. */
export function maxResultBytes({ maxTextUnits }: ChildLimits): number {
  return 16 * MB + 10 * maxTextUnits;
}

/** The error that a child's end is for whoever waits for its answer.
 *  @param exit its exit code or the signal that killed it */
export function endError(reason: EndReason, limits: ChildLimits, exit: string | number | null): PipelineError {
  switch (reason) {
    case 'timeout':
      return new PipelineError('timeout', `not done after ${limits.timeoutMs} ms`);
    case 'out-of-memory':
      return new PipelineError('out-of-memory', `over ${Math.round(limits.maxRssBytes / MB)} MB`);
    case 'too-large':
      return new PipelineError('too-large', `result over ${maxResultBytes(limits)} bytes`);
    case 'stopped':
    case 'recycled':
      return new PipelineError('stopped', 'extraction was stopped', { retryable: true });
    case 'crashed':
      return new PipelineError('crashed', `extraction process ended: ${exit}`, { retryable: true });
  }
}
