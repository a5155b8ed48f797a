-- Readers of an active model whose folder is gone see what it has read until the filling one replaces it; nothing more
-- can be read with it.
alter table models add column lost boolean not null default false check (not lost or state = 'active');
comment on column models.lost is 'Verdadeiro se a pasta do modelo não existe mais: o que ele leu continua à vista até que outro termine de ler.';
