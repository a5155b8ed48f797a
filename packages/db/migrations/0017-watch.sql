-- Names that a schedule watches for, and which of them its runs have met in what was new.
alter table schedules add column watch jsonb;
comment on column schedules.watch is 'Nomes vigiados: lista de {"name", "type"}; nulo se não há.';

alter table nightly_runs add column watch_hits jsonb;
comment on column nightly_runs.watch_hits is 'Nomes vigiados citados nos documentos novos e alterados desta execução: lista de {"name", "type", "mentions", "more"}; nulo se nada era vigiado ou a execução não terminou.';
