import { counted } from '../counted.ts';
import { t } from '../pair.ts';

/** What `acervo schedule` says. */
export const SCHEDULE_MESSAGES = {
  scheduleTitle: t('schedule', 'agendamento'),
  zoneTitle: t('time zone', 'fuso horário'),
  dueTitle: t('next due', 'próximo'),
  sourceTitle: t('folder', 'pasta'),
  scheduleAdded: t(
    (name: string, due: string) => `${name} is next due ${due}`,
    (name, due) => `${name} será executado em ${due}`,
  ),
  scheduleNeedsIngest: t(
    'It runs while acervo ingest and acervo worker run.',
    'É executado enquanto acervo ingest e acervo worker estiverem rodando.',
  ),
  scheduleRemoved: t(
    (name: string) => `removed ${name}`,
    (name) => `${name} removido`,
  ),
  scheduleUnknown: t(
    (name: string) => `no schedule is called ${name}`,
    (name) => `nenhum agendamento se chama ${name}`,
  ),
  scheduleUnknownHint: t('See acervo schedule list.', 'Veja acervo schedule list.'),
  scheduleExists: t(
    (name: string) => `a schedule is called ${name} already`,
    (name) => `já existe um agendamento chamado ${name}`,
  ),
  scheduleExistsHint: t('Remove it first: acervo schedule rm.', 'Remova-o antes: acervo schedule rm.'),
  noSchedules: t('No schedule yet.', 'Nenhum agendamento ainda.'),
  badCron: t(
    (cron: string) => `"${cron}" is no cron expression`,
    (cron) => `"${cron}" não é uma expressão cron`,
  ),
  cronNeverDue: t(
    (cron: string) => `"${cron}" is never due`,
    (cron) => `"${cron}" nunca acontece`,
  ),
  neverDue: t('never again', 'nunca mais'),
  badCronHint: t(
    'Five fields: minute hour day month weekday, such as "0 2 * * *".',
    'Cinco campos: minuto hora dia mês dia-da-semana, como "0 2 * * *".',
  ),
  watching: t(
    (count: string) => `${counted(count, 'name is', 'names are')} watched for in what is new`,
    (count) => `${counted(count, 'nome é vigiado', 'nomes são vigiados')} no que for novo`,
  ),
  watchHits: t(
    (count: string) => `${counted(count, 'watched name', 'watched names')} in new documents`,
    (count) => `${counted(count, 'nome vigiado', 'nomes vigiados')} em documentos novos`,
  ),
  badZone: t(
    (zone: string) => `"${zone}" is no time zone`,
    (zone) => `"${zone}" não é um fuso horário`,
  ),
  badZoneHint: t('A name such as America/Sao_Paulo.', 'Um nome como America/Sao_Paulo.'),
} as const;
