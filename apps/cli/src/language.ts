/** The two languages in which Acervo speaks to people. */
export type Language = 'en' | 'pt';

/** The language of a person: what `--lang` says, else the locale of the environment (LC_ALL, LC_MESSAGES, LANG in that
 *  order; on Windows, which sets none of them, the system's), else English. Undefined: `--lang` named another one. */
export function chooseLanguage(
  flag: string | undefined,
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Language | undefined {
  if (flag !== undefined) return flag === 'en' || flag === 'pt' ? flag : undefined;
  const fromEnvironment = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(Boolean);
  const system = platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : 'en';
  return /^pt([-_.@]|$)/i.test(fromEnvironment ?? system) ? 'pt' : 'en';
}

/** The value of `--lang` in raw arguments: help and errors need the language before the arguments are parsed. */
export function findLanguageFlag(args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const joined = own.find((argument) => argument.startsWith('--lang='));
  if (joined !== undefined) return joined.slice('--lang='.length);
  const at = own.indexOf('--lang');
  return at === -1 ? undefined : own[at + 1];
}
