-- Files inside of other files (a .zip): rows of their own, whose path leads through the container (autos.zip!/a.pdf).
-- A container that is no document itself has neither document_id nor error_code, and no size until all of it was read.
alter table files add column container_id bigint references files on delete cascade;
create index files_container on files (container_id) where container_id is not null;
comment on column files.container_id is 'Arquivo da origem dentro do qual este está (um .zip); vazio se está solto na pasta.';

-- what was no document before may be one now: look again
update files set modified_at = null where error_code = 'unsupported-type';
