import type { Language } from './language.ts';
import type { Messages } from './messages.ts';
import type { Output } from './output.ts';

/** What every command gets: the person's environment, language and streams, and the wish to stop. */
export interface Context {
  readonly environment: NodeJS.ProcessEnv;
  readonly workingFolder: string;
  readonly language: Language;
  readonly say: Messages;
  readonly output: Output;
  /** Fires on Ctrl-C; the command then ends soon, with code 130. */
  readonly signal: AbortSignal;
  /** Numbers as the language writes them. */
  readonly number: (value: number) => string;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly archive?: string;
  readonly lang?: string;
  readonly debug?: boolean;
}

/** 0 all done · 1 documents failed, or `verify` found violations · 2 usage, configuration, or the command could not do
 *  its work · 3 `schedule run` found names that are watched for · 130 stopped by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;
