import { CommandError } from '../command-error.ts';
import type { Context } from '../context.ts';

/** How many failed documents still count as success, of `total`. */
export type FailureLimit = (total: number) => number;

/** Reads `--max-failures`: a number (`5`) or a share of the documents (`2%`, `0,5%`), rounded down.
 *  @throws {CommandError} for anything else. */
export function readFailureLimit({ say }: Context, text: string): FailureLimit {
  const match = /^(\d+(?:[.,]\d+)?)(%?)$/.exec(text.trim());
  const value = Number(match?.[1]?.replace(',', '.'));
  const share = match?.[2] === '%';
  if (match === null || (share ? value > 100 : !Number.isInteger(value)))
    throw new CommandError(say.notAShare('--max-failures'), say.seeHelp('acervo run'));
  return share ? (total) => Math.floor((total * value) / 100) : () => value;
}
