-- A condition on names that the index of their words serves, written where a person asks: has_words(name, 'maria sil').
create function has_words(name text, words text) returns boolean
language sql immutable parallel safe
return to_tsvector('simple', fold_name(name))
  @@ to_tsquery('simple', nullif(replace(fold_name(words), ' ', ' & '), '') || ':*');
comment on function has_words(text, text) is 'Se um nome tem todas estas palavras, com ou sem acentos; da última basta o começo: select * from names where has_words(name, ''maria sil'').';

-- Names that are written almost alike (pg_trgm comes with PostgreSQL; whoever owns a database may create it there), and
-- phrases, which are sought in the words of many pieces: those stand beside their row.
create extension if not exists pg_trgm;
create index entities_similar on entities using gin (fold_name(name) gin_trgm_ops) where entity_type_id in (1, 2, 4);
alter table segments alter column words set storage main;

-- Of names that are equally similar, those that are named more come first; totals are looked up for few of them.
create function similar_names(query text, of_type text default null, max_results integer default 10)
returns table (entity_id bigint, type text, name text, similarity real, mentions bigint, documents bigint)
language sql stable
set pg_trgm.word_similarity_threshold = 0.55
begin atomic
  select c.id, t.name, c.name, c.similarity, coalesce(s.mentions, 0), coalesce(s.documents, 0)
  from (
    select e.id, e.entity_type_id, e.name, word_similarity(fold_name(similar_names.query), fold_name(e.name)) as similarity
    from (
      select * from entities
      where entity_type_id in (1, 2, 4) and fold_name(similar_names.query) <% fold_name(name)
        and entity_type_id = any (array(select id from entity_types where of_type is null or entity_types.name = of_type))
      limit 2000) e
    order by similarity desc, e.id limit 10 * max_results) c
  join entity_types t on t.id = c.entity_type_id
  left join entity_totals s on s.entity_id = c.id and s.model_id = (select id from models where state = 'active')
  order by c.similarity desc, s.mentions desc nulls last, c.id limit max_results;
end;
comment on function similar_names(text, text, integer) is 'Nomes de pessoas, organizações e lugares escritos de forma parecida, os mais parecidos primeiro: similar_names(''maria slva''), só de um tipo: similar_names(''maria slva'', ''PESSOA''). Olha no máximo 2.000 candidatos.';
