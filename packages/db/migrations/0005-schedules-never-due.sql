-- A cron expression may have had its last time ("2026-12-24T02:00:00"), or mean none to this version.
alter table schedules alter column next_due_at drop not null;
comment on column schedules.next_due_at is 'Próxima execução; nulo se não haverá outra.';
