import type { RoleInCase } from '@acervo/db';
import type { Language } from './language.ts';

/** What `mentions.role` says, in the words of a reader. */
const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  relator: { en: 'rapporteur', pt: 'relator(a)' },
  redator: { en: 'drafter', pt: 'redator(a)' },
  revisor: { en: 'reviser', pt: 'revisor(a)' },
  juiz: { en: 'judge', pt: 'juiz(a)' },
  advogado: { en: 'lawyer', pt: 'advogado(a)' },
  procurador: { en: 'attorney', pt: 'procurador(a)' },
  'ministerio-publico': { en: 'prosecutor', pt: 'Ministério Público' },
  defensor: { en: 'public defender', pt: 'defensor(a)' },
  perito: { en: 'expert', pt: 'perito(a)' },
  testemunha: { en: 'witness', pt: 'testemunha' },
  vitima: { en: 'victim', pt: 'vítima' },
  parte: { en: 'party', pt: 'parte' },
};

/** What somebody is in a case, with a lawyer's registration; undefined where the text says nothing. */
export function describeRole({ role, registration }: RoleInCase, language: Language): string | undefined {
  if (role === null) return undefined;
  const word = WORDS[role]?.[language] ?? role;
  return registration === null ? word : `${word}, ${registration}`;
}
