import { fold } from '../fold.ts';
import { MODEL_TYPES } from '../normalize.ts';
import { descending, modulo11 } from './modulo-11.ts';
import { MOST_UNITS, type NumberRule } from './rule-mention.ts';

/** A user's rule as it stands in the file. Either `pattern` or `words`. */
export interface UserRule {
  /** The mentions' type, `PROCESSO_SEI`: capitals, digits and `_`. */
  readonly type: string;
  /** A regular expression without unbounded repetition. */
  readonly pattern?: string;
  readonly ignoreCase?: boolean;
  /** Words and phrases; case and accents make no difference. */
  readonly words?: readonly string[];
  /** Check digits: `modulo11` (the last digit, weights 2… from the right) or `modulo97` (ISO 7064 MOD 97-10). */
  readonly check?: 'modulo11' | 'modulo97';
}

/** A rule that can't be used. */
export class UserRuleError extends Error {
  override readonly name = 'UserRuleError';
  /** Its place in the file, from 0; -1 for the file as a whole. */
  readonly index: number;
  constructor(index: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.index = index;
  }
}

/** How many ways of matching a pattern may try at one place, and how many characters these may read in all. */
const MOST_WAYS = 1_000;
const MOST_READ = 50_000;
/** Characters of a word or phrase. */
const LONGEST_WORD = 200;
const QUANTIFIER = /[*+]|\{(\d{1,3})(?:(,)(\d{0,3}))?\}/g;

/** The user's rules, checked: a pattern that could take more than linear time is refused.
 *  @param value the parsed file: a list of {@link UserRule}
 *  @throws {UserRuleError} naming the rule */
export function userRules(value: unknown): NumberRule[] {
  if (!Array.isArray(value)) throw new UserRuleError(-1, 'the file must hold a list of rules');
  return value.map((rule, index) => compile(checked(rule, index), index));
}

function checked(value: unknown, index: number): UserRule {
  const rule = value as Partial<UserRule> | null;
  if (typeof rule !== 'object' || rule === null) throw new UserRuleError(index, 'a rule must be a mapping');
  if (typeof rule.type !== 'string' || !/^[A-Z][A-Z0-9_]{0,39}$/.test(rule.type))
    throw new UserRuleError(index, 'type must be capitals, digits and _');
  if (MODEL_TYPES.includes(rule.type)) throw new UserRuleError(index, 'models recognize that type, rules can not');
  if ((rule.pattern === undefined) === (rule.words === undefined))
    throw new UserRuleError(index, 'a rule has either pattern or words');
  if (rule.pattern !== undefined && typeof rule.pattern !== 'string')
    throw new UserRuleError(index, 'pattern must be text');
  if (
    rule.words !== undefined &&
    !(Array.isArray(rule.words) && rule.words.every((word) => typeof word === 'string' && isWord(fold(word))))
  )
    throw new UserRuleError(index, `words must be a list of words, each of at most ${LONGEST_WORD} characters`);
  if (rule.check !== undefined && rule.check !== 'modulo11' && rule.check !== 'modulo97')
    throw new UserRuleError(index, 'check is modulo11 or modulo97');
  return rule as UserRule;
}

function isWord(folded: string): boolean {
  return folded !== '' && folded.length <= LONGEST_WORD;
}

function compile({ type, pattern, ignoreCase = false, words, check }: UserRule, index: number): NumberRule {
  if (words !== undefined) return wordRule(type, words);
  const source = pattern ?? '';
  if (!isLinear(source))
    throw new UserRuleError(
      index,
      'pattern repeats without an upper bound or too much, nests repetitions or refers back',
    );
  let expression: RegExp;
  try {
    expression = new RegExp(source, ignoreCase ? 'giu' : 'gu');
  } catch (cause) {
    throw new UserRuleError(index, 'pattern is no regular expression', { cause });
  }
  return {
    type,
    pattern: expression,
    read: ([text]) => {
      const characters = text.replace(/[^0-9A-Za-z]/g, '').toLowerCase();
      const valid = check === undefined ? {} : { valid: hasCheck(characters, check) };
      return {
        key: `${type.toLowerCase()}:${characters || text}`,
        name: text,
        rule: 'user-pattern',
        attributes: valid,
      };
    },
  };
}

function wordRule(type: string, words: readonly string[]): NumberRule {
  const escaped = [...words].sort((a, b) => b.length - a.length).map((word) => [...fold(word)].map(variants).join(''));
  return {
    type,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
    read: ([text]) => ({ key: `${type.toLowerCase()}:${fold(text)}`, name: text, rule: 'user-word', attributes: {} }),
  };
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'aáàâãä',
  e: 'eéèêë',
  i: 'iíìîï',
  o: 'oóòôõö',
  u: 'uúùûü',
  c: 'cç',
  n: 'nñ',
  ' ': '\\s.\\-',
};

function variants(character: string): string {
  const forms = ACCENTED[character];
  if (forms !== undefined) return `[${forms}]`;
  return /[\p{L}\p{N}]/u.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** Whether a pattern takes bounded time at each place: no repetition without bound, none of a group that repeats, no back
 *  reference, and few ways in all. */
function isLinear(source: string): boolean {
  const bare = source
    .replace(/\\[1-9]|\\k</g, '*')
    .replace(/\\./g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?=:|<?[=!])/g, '(');
  if (/\)(?:\{|\*|\+)/.test(bare)) return false;
  let ways = 2 ** (bare.match(/[?|]/g)?.length ?? 0);
  let longest = bare.length;
  for (const [whole, low = '0', comma, high = low] of bare.matchAll(QUANTIFIER)) {
    if (whole === '*' || whole === '+' || high === '') return false;
    if (comma !== undefined) ways *= Number(high) - Number(low) + 1;
    longest += Number(high);
  }
  return ways <= MOST_WAYS && longest <= MOST_UNITS && ways * longest <= MOST_READ;
}

function hasCheck(characters: string, check: 'modulo11' | 'modulo97'): boolean {
  if (!/^\d{3,40}$/.test(characters)) return false;
  if (check === 'modulo97') return BigInt(characters) % 97n === 1n;
  const body = characters.slice(0, -1);
  return modulo11(body, descending(body.length + 1, 2)) === Number(characters.at(-1));
}
