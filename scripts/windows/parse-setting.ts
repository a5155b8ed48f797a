/** How documents are cut: `windowTokens/overlapTokens` is its name. */
export interface Setting {
  readonly name: string;
  readonly windowTokens: number;
  readonly overlapTokens: number;
}

/** `510/128` → its two numbers.
 *  @throws {Error} where the text is not of that form. */
export function parseSetting(name: string): Setting {
  const [, windowTokens, overlapTokens] = /^(\d+)\/(\d+)$/.exec(name) ?? [];
  if (windowTokens === undefined || overlapTokens === undefined)
    throw new Error(`a setting is windowTokens/overlapTokens, such as 510/128, not ${name}`);
  return { name, windowTokens: Number(windowTokens), overlapTokens: Number(overlapTokens) };
}
