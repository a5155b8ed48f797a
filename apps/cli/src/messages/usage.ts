import { t } from '../pair.ts';

/** What is said about commands that are not right, and about our own mistakes. */
export const USAGE_MESSAGES = {
  // option values
  notANumber: t(
    (option: string, least: number, most: number | undefined) =>
      `${option} wants a whole number ${most === undefined ? `of ${least} or more` : `from ${least} to ${most}`}`,
    (option, least, most) =>
      `${option} espera um número inteiro${most === undefined ? `, ${least} ou mais` : ` de ${least} a ${most}`}`,
  ),
  notAShare: t(
    (option: string) => `${option} wants a number (5) or a share (2%)`,
    (option) => `${option} espera um número (5) ou uma parte (2%)`,
  ),
  notAChoice: t(
    (option: string, choices: string) => `${option} wants one of: ${choices}`,
    (option, choices) => `${option} espera um destes: ${choices}`,
  ),
  notALanguage: t('--lang wants en or pt', '--lang espera en ou pt'),
  notAType: t(
    (word: string) => `${word} is no type of entity`,
    (word) => `${word} não é um tipo de entidade`,
  ),
  notAPosition: t(
    (text: string) => `${text} is no position`,
    (text) => `${text} não é uma posição`,
  ),
  typeTitle: t('type', 'tipo'),
  typesAre: t(
    (words: string) => `The types: ${words}.`,
    (words) => `Os tipos: ${words}.`,
  ),
  notACode: t(
    (code: string) => `${code} is no failure code`,
    (code) => `${code} não é um código de falha`,
  ),
  codesAre: t(
    (codes: string) => `The codes: ${codes}.`,
    (codes) => `Os códigos: ${codes}.`,
  ),
  seeHelp: t(
    (command: string) => `See ${command} --help.`,
    (command) => `Veja ${command} --help.`,
  ),
  unknownOption: t(
    (name: string) => `there is no option ${name}`,
    (name) => `não existe a opção ${name}`,
  ),
  unknownCommand: t(
    (name: string) => `there is no command ${name}`,
    (name) => `não existe o comando ${name}`,
  ),
  missingArgument: t(
    (name: string) => `${name} is missing`,
    (name) => `falta ${name}`,
  ),
  missingValue: t(
    (name: string) => `the value of ${name} is missing`,
    (name) => `falta o valor de ${name}`,
  ),
  tooManyArguments: t('there are too many arguments', 'há argumentos demais'),
  // errors
  unexpected: t('something in Acervo itself went wrong', 'algo no próprio Acervo deu errado'),
  unexpectedHint: t(
    'Run it again with --debug and report what it shows.',
    'Rode de novo com --debug e relate o que aparecer.',
  ),
} as const;
