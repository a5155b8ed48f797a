/** What `findRole` can say of a person, in the words of a reader. */
export const ROLE_WORDS: Readonly<Record<string, Readonly<Record<'en' | 'pt', string>>>> = {
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
