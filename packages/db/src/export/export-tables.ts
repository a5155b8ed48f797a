import { column, type ExportColumn, optional } from './export-column.ts';

/** A value of a row: what it is says its column. Dates are `YYYY-MM-DD`. */
export type ExportValue = string | number | Record<string, unknown> | null;

/** A row of an exported table, by column name. */
export type ExportRow = Readonly<Record<string, ExportValue>>;

const documentId = column(
  'document_id',
  'id',
  'Document (documents.document_id).',
  'Documento (documents.document_id).',
);
const entityId = column('entity_id', 'id', 'Entity (entities.entity_id).', 'Entidade (entities.entity_id).');
const entityType = column(
  'type',
  'text',
  'Type: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO or JURISPRUDENCIA; found by rules: CPF, CNPJ, OAB, DINHEIRO, EMAIL or a type of yours.',
  'Tipo: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO ou JURISPRUDENCIA; achados por regras: CPF, CNPJ, OAB, DINHEIRO, EMAIL ou um tipo seu.',
);
const START = [
  'Where it begins in the text of the document: Unicode code points, the first is 0.',
  'Onde começa no texto do documento: pontos de código Unicode, o primeiro é 0.',
] as const;
const END = ['Where it ends (exclusive).', 'Onde termina (exclusive).'] as const;
const mentionStart = column('start', 'integer', ...START);
const mentionEnd = column('end', 'integer', ...END);

/** What an export holds, a file each: the one definition that files, dictionary and documentation are made of. */
export const EXPORT_TABLES = {
  documents: [
    column('document_id', 'id', 'The document, within this archive.', 'O documento, neste acervo.'),
    column('sha256', 'text', 'SHA-256 of the file, hexadecimal.', 'SHA-256 do arquivo, em hexadecimal.'),
    optional(
      'path',
      'text',
      'A path of the file, relative to the folder that was read.',
      'Um caminho do arquivo, relativo à pasta lida.',
    ),
    column('files', 'integer', 'Number of files with these bytes.', 'Número de arquivos com esses bytes.'),
    optional('media_type', 'text', 'Media type by content.', 'Tipo do conteúdo.'),
    optional('size_bytes', 'id', 'Size of the file in bytes.', 'Tamanho do arquivo em bytes.'),
    column('status', 'text', 'Extraction: pending, extracted or failed.', 'Extração: pending, extracted ou failed.'),
    optional('error_code', 'text', 'Why extraction failed.', 'Por que a extração falhou.'),
    optional('pages', 'integer', 'Number of pages.', 'Número de páginas.'),
    optional('words', 'integer', 'Number of words.', 'Número de palavras.'),
    optional(
      'text_length',
      'integer',
      'Length of the text in Unicode code points.',
      'Tamanho do texto em pontos de código Unicode.',
    ),
    optional(
      'text_hash',
      'text',
      'SHA-256 of the text in UTF-8, hexadecimal.',
      'SHA-256 do texto em UTF-8, hexadecimal.',
    ),
    optional('extractor_version', 'text', 'Version of the extractor.', 'Versão do extrator.'),
    optional(
      'recognition',
      'text',
      'Recognition by the model: pending, done or failed.',
      'Leitura pelo modelo: pending, done ou failed.',
    ),
    optional('own_id', 'text', 'Id in the manifest.', 'Identificador no manifesto.'),
    optional(
      'court',
      'text',
      'Court: by the manifest, else as read in the text.',
      'Tribunal: pelo manifesto ou, sem ele, como se leu no texto.',
    ),
    optional(
      'case_number',
      'text',
      'Case number: by the manifest, else as read in the text.',
      'Número do processo: pelo manifesto ou, sem ele, como se leu no texto.',
    ),
    optional(
      'judged_on',
      'date',
      'Date of the decision: by the manifest, else as read in the text.',
      'Data da decisão: pelo manifesto ou, sem ele, como se leu no texto.',
    ),
    optional(
      'class',
      'text',
      'Class: by the manifest, else as read in the text.',
      'Classe: pelo manifesto ou, sem ele, como se leu no texto.',
    ),
    optional(
      'same_text_as',
      'id',
      'First document with the same text but for white space and stamps, which may not be in this export; missing for that one itself.',
      'Primeiro documento com o mesmo texto (sem espaços e carimbos), que pode não estar nesta exportação; ausente no próprio.',
    ),
    optional(
      'near_duplicate_of',
      'id',
      'Document before it with nearly the same text, which may not be in this export.',
      'Documento de número menor com quase o mesmo texto, que pode não estar nesta exportação.',
    ),
    optional('similarity', 'real', 'How near, 0.9 to 1.', 'Semelhança com ele, de 0,9 a 1.'),
    optional('extra', 'json', 'Other columns of the manifest.', 'Demais colunas do manifesto.'),
    column('mentions', 'integer', 'Number of its mentions in this export.', 'Número de suas menções nesta exportação.'),
  ],
  pages: [
    documentId,
    column('page', 'integer', 'Number of the page, the first is 1.', 'Número da página, a primeira é 1.'),
    column('start', 'integer', ...START),
    column('end', 'integer', ...END),
    column('width', 'real', 'Width in points (1/72 inch).', 'Largura em pontos (1/72 de polegada).'),
    column('height', 'real', 'Height in points.', 'Altura em pontos.'),
    column('rotation', 'integer', 'Rotation in degrees.', 'Rotação em graus.'),
    column(
      'text_source',
      'text',
      'Where its text comes from: layer, ocr or none.',
      'Origem do texto: layer, ocr ou none.',
    ),
    optional(
      'reason',
      'text',
      'Why it has no text, or why it was read so.',
      'Por que não tem texto, ou foi lida assim.',
    ),
  ],
  mentions: [
    documentId,
    column('sha256', 'text', 'SHA-256 of the file, hexadecimal.', 'SHA-256 do arquivo, em hexadecimal.'),
    optional('path', 'text', 'A path of the file.', 'Um caminho do arquivo.'),
    optional('page', 'integer', 'Page on which it begins.', 'Página em que começa.'),
    mentionStart,
    mentionEnd,
    entityType,
    column('text', 'text', 'The mention: text[start:end].', 'A menção: text[start:end].'),
    column(
      'score',
      'real',
      'Probability, 0 to 1, that exactly this is a mention of this type.',
      'Probabilidade, de 0 a 1, de que exatamente isto seja uma menção deste tipo.',
    ),
    optional(
      'role',
      'text',
      'What the text says that a person is in the case: relator, juiz, advogado, parte…',
      'O que o texto diz que a pessoa é no processo: relator, juiz, advogado, parte…',
    ),
    optional('before', 'text', 'What stands before it (with --context).', 'O que vem antes (com --context).'),
    optional('after', 'text', 'What stands after it (with --context).', 'O que vem depois (com --context).'),
    optional(
      'entity_id',
      'id',
      'Entity (entities.entity_id); missing where a name was kept by --keep.',
      'Entidade (entities.entity_id); ausente onde um nome foi mantido por --keep.',
    ),
    column('entity_key', 'text', 'Canonical key of the entity.', 'Chave canônica da entidade.'),
    column('entity_name', 'text', 'Name of the entity.', 'Nome da entidade.'),
    column('model', 'text', 'Model that recognized it, or rules.', 'Modelo que a reconheceu, ou rules (regras).'),
    column(
      'model_hash',
      'text',
      "SHA-256 of the model's folder, or of the rules, hexadecimal.",
      'SHA-256 da pasta do modelo, ou das regras, hexadecimal.',
    ),
  ],
  mention_entities: [
    documentId,
    mentionStart,
    mentionEnd,
    entityType,
    column(
      'entity_id',
      'id',
      'Another entity that the mention names ("arts. 186 e 927"); the first one stands in mentions.',
      'Outra entidade que a menção cita ("arts. 186 e 927"); a primeira está em mentions.',
    ),
  ],
  entities: [
    entityId,
    entityType,
    column('key', 'text', 'Canonical key, unique within its type.', 'Chave canônica, única no seu tipo.'),
    column('name', 'text', 'Name for display.', 'Nome para exibição.'),
    column('attributes', 'json', 'What its rule decoded.', 'O que a regra decodificou.'),
    column('rule', 'text', 'Rule that made the key.', 'Regra que produziu a chave.'),
    column('normalizer_version', 'integer', 'Version of the rules.', 'Versão das regras.'),
    column('mentions', 'integer', 'Mentions in this export.', 'Menções nesta exportação.'),
    column('documents', 'integer', 'Documents with such mentions.', 'Documentos com essas menções.'),
    column(
      'decisions',
      'integer',
      'The same, documents with the same text counted once.',
      'O mesmo, com documentos de mesmo texto contados uma só vez.',
    ),
  ],
  texts: [documentId, column('text', 'text', 'The normalized text.', 'O texto normalizado.')],
} as const satisfies Record<string, readonly ExportColumn[]>;

/** Name of an exported table. */
export type ExportTable = keyof typeof EXPORT_TABLES;

/** Names of the exported tables; `texts` only when asked for. */
export const EXPORT_TABLE_NAMES = Object.keys(EXPORT_TABLES) as ExportTable[];
