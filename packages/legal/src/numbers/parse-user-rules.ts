import { parse } from 'yaml';
import type { NumberRule } from './rule-mention.ts';
import { UserRuleError, userRules } from './user-rules.ts';

/** The rules in the text of a YAML file: a list of mappings with `type` and either `pattern` or `words`; reading the file is the caller's.
 *  @throws {UserRuleError} */
export function parseUserRules(yaml: string): NumberRule[] {
  let value: unknown;
  try {
    value = parse(yaml, { maxAliasCount: 0 });
  } catch (cause) {
    throw new UserRuleError(-1, 'the file is no YAML', { cause });
  }
  return userRules(value);
}
