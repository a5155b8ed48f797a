-- Full text with and without accents is the same: people type "acordao", and scans lose accents.

-- One character for one, so that positions in a text and in its folded form are the same.
create function fold_accents(text text) returns text
language sql immutable parallel safe strict
return translate(text,
  'áàâãäåéèêëíìîïóòôõöúùûüçñýÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑÝ',
  'aaaaaaeeeeiiiiooooouuuucnyAAAAAAEEEEIIIIOOOOOUUUUCNY');
comment on function fold_accents(text) is 'O texto sem acentos, do mesmo tamanho.';

update segments set words = to_tsvector('portuguese', fold_accents(text)) where text <> fold_accents(text);
comment on column segments.words is 'Palavras do pedaço, sem acentos: words @@ websearch_to_tsquery(''portuguese'', fold_accents(''…'')).';

create or replace function search_text(query text, max_results integer default 50)
returns table (document_id bigint, page integer, start integer, "end" integer, rank real, excerpt text)
language sql stable
begin atomic
  select s.document_id, s.page, s.start, s."end", s.rank,
    -- the excerpt keeps its accents; what was typed without them is not marked in it
    ts_headline('portuguese', s.text,
      websearch_to_tsquery('portuguese', query) || websearch_to_tsquery('portuguese', fold_accents(query)),
      'MaxFragments=1, MaxWords=30, MinWords=10, StartSel=[, StopSel=]')
  from (
    select f.*, ts_rank(f.words, websearch_to_tsquery('portuguese', fold_accents(query))) as rank
    from (select * from segments where words @@ websearch_to_tsquery('portuguese', fold_accents(query)) limit 1000) f
    order by rank desc, f.document_id, f.start limit max_results) s
  order by s.rank desc, s.document_id, s.start;
end;
comment on function search_text(text, integer) is 'Busca textual em português, com ou sem acentos: palavras, "frase exata", or, -excluída.';
