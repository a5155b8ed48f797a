import { CommandError } from './command-error.ts';
import type { Context } from './context.ts';

/** A number from 0 to 1 as an option's value, with a comma or a point. */
export function scoreOption({ say }: Context, option: string, command: string): (text: string) => number {
  return (text) => {
    const score = /^\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : NaN;
    if (!(score >= 0 && score <= 1)) throw new CommandError(say.notAScore(option), say.seeHelp(command));
    return score;
  };
}
