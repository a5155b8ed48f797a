import { counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo normalize` says. */
export const NORMALIZE_MESSAGES = {
  rulesTaken: t(
    'these rules hold from now on; readers see what they find once they have read everything',
    'estas regras valem de agora em diante; o que acharem aparece quando tiverem lido tudo',
  ),
  stageNormalized: t('Normalized', 'Normalizados'),
  nothingToNormalize: t('Nothing to do: all is up to date.', 'Nada a fazer: tudo está em dia.'),
  normalized: t(
    (count: string) => `${counted(count, 'document', 'documents')} brought up to date.`,
    (count) => `${counted(count, 'documento posto', 'documentos postos')} em dia.`,
  ),
  normalizeInterrupted: t(
    'stopped; what is done stays, and acervo normalize goes on from there',
    'interrompido; o que foi feito fica, e acervo normalize continua dali',
  ),
  badRule: t(
    (file: string, rule: number, reason: string) =>
      rule === 0 ? `${file} is no file of rules: ${reason}` : `rule ${rule} of ${file} can not be used: ${reason}`,
    (file, rule, reason) =>
      rule === 0
        ? `${file} não é um arquivo de regras: ${reason}`
        : `a regra ${rule} de ${file} não pode ser usada: ${reason}`,
  ),
  rulesHint: t('docs/entities.md shows what a rule may say.', 'docs/entities.md mostra o que uma regra pode dizer.'),
};
