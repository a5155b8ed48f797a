import type { Db } from '../connection/open-database.ts';
import { query } from '../connection/query.ts';
import { COPIES_SQL, type DocumentCopies } from '../copies/describe-copies.ts';
import type { ReadMetadata } from '../metadata/write-metadata.ts';

/** A document with where it is, what is known about it, and how far it has come. */
export interface DocumentDetails extends DocumentCopies {
  readonly id: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string | null;
  readonly status: 'pending' | 'extracted' | 'failed';
  readonly errorCode: string | null;
  readonly pageCount: number | null;
  readonly wordCount: number | null;
  readonly files: { fileId: number; storage: string; sourcePath: string; path: string; vanishedAt: string | null }[];
  readonly metadata: {
    ownId: string | null;
    court: string | null;
    caseNumber: string | null;
    judgedOn: string | null;
    class: string | null;
    title: string | null;
    rapporteur: string | null;
    extra: Record<string, string>;
    /** What the text says, with its place; a column holds it unless the manifest says otherwise. */
    read: ReadMetadata;
  } | null;
  readonly runs: {
    modelId: number;
    model: string;
    status: string;
    errorCode: string | null;
    mentions: number | null;
  }[];
}

/** Ways a document may be meant, the surest first; each selects `document_id`s by the reference `$1`. */
const WAYS = [
  `select id from documents where $1 ~ '^[0-9]{1,18}$' and id = case when $1 ~ '^[0-9]{1,18}$' then $1::bigint end`,
  `select id from documents where $1 ~ '^[0-9a-f]{64}$' and sha256 = case when $1 ~ '^[0-9a-f]{64}$' then decode($1, 'hex') end`,
  `select id from documents where sha256 >= case when $1 ~ '^([0-9a-f]{2}){4,31}$' then decode($1, 'hex') end
     and sha256 < case when $1 ~ '^([0-9a-f]{2}){4,31}$' then decode(rpad($1, 66, 'f'), 'hex') end`,
  `select document_id from document_metadata where own_id = $1`,
  `select document_id from document_metadata where case_number = $1`,
  `select f.document_id from sources s join files f on f.source_id = s.id
    where starts_with($1, replace(s.path, '\\', '/') || '/') and f.path = substr($1, length(s.path) + 2) and f.document_id is not null`,
  `select f.document_id from sources s join files f on f.source_id = s.id and f.path = $1 where f.document_id is not null`,
  `select document_id from files where regexp_replace(path, '^.*/', '') = $1 and document_id is not null`,
  // accents may be composed in the one and not in the other (macOS, zip files); looks at every file, so it comes last
  `select f.document_id from sources s join files f on f.source_id = s.id
    where octet_length($1) > char_length($1) and f.document_id is not null and normalize($1, nfc) in (normalize(f.path, nfc),
      normalize(regexp_replace(f.path, '^.*/', ''), nfc), normalize(replace(s.path, '\\', '/') || '/' || f.path, nfc))`,
];

/** Documents meant by an id, a sha256 (or its first 8 or more digits, an even number), an own id, a case number, or a path
 *  (absolute, relative to its source, or a file name): what the surest of these ways finds, by id. Not `thorough`: without
 *  the way that looks at every file. */
export async function findDocuments(
  db: Db,
  reference: string,
  { limit = 20, thorough = true }: { limit?: number; thorough?: boolean } = {},
): Promise<DocumentDetails[]> {
  const wanted = reference.replaceAll('\\', '/');
  for (const way of thorough ? WAYS : WAYS.slice(0, -1)) {
    const found = await query<DocumentDetails>(
      db,
      `select d.id, encode(d.sha256, 'hex') as sha256, d.size_bytes as "sizeBytes", d.media_type as "mediaType", d.status,
              d.error_code as "errorCode", d.page_count as "pageCount", d.word_count as "wordCount",
              coalesce((select json_agg(json_build_object('fileId', f.id, 'storage', s.storage, 'sourcePath', s.path,
                  'path', f.path, 'vanishedAt', f.vanished_at) order by f.vanished_at nulls first, f.id)
                from files f join sources s on s.id = f.source_id where f.document_id = d.id), '[]') as files,
              (select json_build_object('ownId', own_id, 'court', court, 'caseNumber', case_number, 'judgedOn', judged_on,
                  'class', class, 'title', title, 'rapporteur', rapporteur, 'extra', extra, 'read', read) from document_metadata where document_id = d.id) as metadata,
              coalesce((select json_agg(json_build_object('modelId', m.id, 'model', m.name, 'status', r.status,
                  'errorCode', r.error_code, 'mentions', r.mentions) order by m.id)
                from runs r join models m on m.id = r.model_id where r.document_id = d.id), '[]') as runs,
              ${COPIES_SQL}
         from documents d where d.id in (${way}) order by d.id limit $2`,
      [wanted, limit],
    );
    if (found.length > 0) return found;
  }
  return [];
}
