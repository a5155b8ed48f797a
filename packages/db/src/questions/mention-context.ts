import { MAX_SEGMENT_UNITS } from '../extraction/cut-segments.ts';

/** SQL: what the text says that a mention `m`'s person is in the case, and a lawyer's registration. */
export const ROLE_COLUMNS = `nullif(m.role, '') as role,
            case when m.role = 'advogado' then lawyer_registration(m.document_id, m.model_id, m.start) end as registration`;

/** SQL of what is told of a mention `m`, ready to print: the columns `path`, `before`, `after`, `role` and `registration`,
 *  and the join that they need.
 *  @param codePoints how much on each side: a number, or the parameter that holds it. */
export function mentionContextSql(codePoints: number | string): { columns: string; join: string } {
  return {
    columns: `
            (select f.path from files f where f.document_id = m.document_id order by f.vanished_at nulls first, f.id limit 1) as path,
            coalesce(substr(piece.text, greatest(m.start - ${codePoints}, piece.start) - piece.start + 1,
              m.start - greatest(m.start - ${codePoints}, piece.start)), '') as before,
            coalesce(substr(piece.text, m."end" - piece.start + 1, ${codePoints}), '') as after,
            ${ROLE_COLUMNS}`,
    join: `
       cross join lateral (
         select string_agg(s.text, '' order by s.start) as text, min(s.start) as start from segments s
          where s.document_id = m.document_id and s.start > m.start - ${codePoints} - ${MAX_SEGMENT_UNITS}
            and s.start < m."end" + ${codePoints} and s."end" > m.start - ${codePoints}) piece`,
  };
}
