import type { Language } from '../language.ts';
import type { CommandHelp } from './command-help.ts';

/** Headings of help pages as commander writes them, and in Portuguese. */
export const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Options:': 'Opções:',
  'Global Options:': 'Opções gerais:',
  'Commands:': 'Comandos:',
  'Arguments:': 'Argumentos:',
};

/** The examples of a command as they stand below its help. */
export function formatExamples({ examples }: CommandHelp, language: Language): string {
  const heading = language === 'pt' ? 'Exemplos:' : 'Examples:';
  const lines = examples.map(([command, what]) => `  ${command[language]}\n      ${what[language]}`);
  return `\n${heading}\n${lines.join('\n')}`;
}
