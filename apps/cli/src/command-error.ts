import { PipelineError } from '@acervo/runtime';

/** What a person did that can't work, in their language, and what to do instead. The command ends with code 2. */
export class CommandError extends PipelineError {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super('usage', message);
    this.name = 'CommandError';
    this.hint = hint;
  }
}
