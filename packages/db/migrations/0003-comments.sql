-- What \d+ says about each table, view, column and function: read by people at Brazilian courts.

comment on table acervo_migrations is 'Migrações já aplicadas a este banco.';
comment on column acervo_migrations.name is 'Nome do arquivo de migração.';
comment on column acervo_migrations.checksum is 'SHA-256 do arquivo aplicado.';
comment on column acervo_migrations.applied_at is 'Quando foi aplicada.';

comment on table instances is 'Processos do Acervo em execução que reservam trabalho.';
comment on column instances.id is 'Identificador do processo.';
comment on column instances.kind is 'Tipo: ingest, worker…';
comment on column instances.host is 'Máquina em que roda.';
comment on column instances.pid is 'Número do processo no sistema operacional.';
comment on column instances.started_at is 'Quando começou.';
comment on column instances.beat_at is 'Último sinal de vida; com mais de 45 segundos, o processo é dado como morto.';

comment on table sources is 'Pastas de origem dos arquivos.';
comment on column sources.id is 'Identificador da origem.';
comment on column sources.storage is 'Nome do armazenamento a partir do qual a pasta é visível.';
comment on column sources.path is 'Caminho absoluto da pasta.';
comment on column sources.created_at is 'Quando foi cadastrada.';

comment on table documents is 'Documentos distintos pelo conteúdo: o mesmo arquivo em dois lugares é um só documento.';
comment on column documents.id is 'Identificador do documento.';
comment on column documents.sha256 is 'SHA-256 dos bytes do arquivo.';
comment on column documents.size_bytes is 'Tamanho em bytes.';
comment on column documents.media_type is 'Tipo do conteúdo (PDF, DOCX), reconhecido pelo próprio conteúdo.';
comment on column documents.status is 'Situação: pending (aguarda extração), extracted (texto extraído) ou failed (falhou).';
comment on column documents.error_code is 'Código da falha; veja failure_hints.';
comment on column documents.storage is 'Armazenamento em que pode ser lido.';
comment on column documents.lane is 'Prioridade: 0 para os novos, 1 para o que espera há mais tempo.';
comment on column documents.page_count is 'Número de páginas; nulo quando o formato não tem páginas.';
comment on column documents.word_count is 'Número de palavras separadas por espaço.';
comment on column documents.text_hash is 'SHA-256 do texto em UTF-8.';
comment on column documents.text_length is 'Tamanho do texto em pontos de código Unicode.';
comment on column documents.extractor_version is 'Versão do extrator que produziu o texto.';
comment on column documents.extracted_at is 'Quando o texto foi extraído.';
comment on column documents.extract_ms is 'Duração da extração em milissegundos.';
comment on column documents.properties is 'Propriedades do arquivo (produtor, data de criação…).';
comment on column documents.created_at is 'Quando foi visto pela primeira vez.';
comment on column documents.queued_at is 'Quando entrou na fila de extração.';
comment on column documents.claimed_by is 'Processo que o está extraindo.';
comment on column documents.claimed_at is 'Desde quando.';
comment on column documents.claimed_alone is 'Se o processo trabalha só nele.';
comment on column documents.attempts is 'Número de tentativas.';
comment on column documents.deaths is 'Quantos processos caíram enquanto o tratavam junto com outros.';
comment on column documents.deaths_alone is 'Quantos caíram enquanto tratavam só dele; com três, falha como crashed.';

comment on table files is 'Arquivos encontrados nas origens.';
comment on column files.id is 'Identificador do arquivo.';
comment on column files.source_id is 'Origem em que está.';
comment on column files.path is 'Caminho relativo à origem.';
comment on column files.document_id is 'Documento com o conteúdo do arquivo.';
comment on column files.size_bytes is 'Tamanho em bytes.';
comment on column files.modified_at is 'Última modificação segundo o sistema de arquivos.';
comment on column files.error_code is 'Por que não pôde ser lido; veja failure_hints.';
comment on column files.scan_id is 'Última varredura que o viu.';
comment on column files.content_scan_id is 'Última varredura que o encontrou novo ou alterado.';
comment on column files.seen_at is 'Quando foi visto pela última vez.';
comment on column files.vanished_at is 'Desde quando não está mais na origem.';

comment on table document_metadata is 'O que o tribunal informa sobre o documento (manifesto).';
comment on column document_metadata.document_id is 'Documento.';
comment on column document_metadata.own_id is 'Identificador usado pelo tribunal.';
comment on column document_metadata.court is 'Tribunal ou órgão.';
comment on column document_metadata.case_number is 'Número do processo.';
comment on column document_metadata.judged_on is 'Data do julgamento.';
comment on column document_metadata.class is 'Classe processual.';
comment on column document_metadata.extra is 'Demais colunas do manifesto.';

comment on table pages is 'Páginas dos documentos; posições em pontos de código Unicode do texto, fim exclusivo.';
comment on column pages.document_id is 'Documento.';
comment on column pages.number is 'Número da página, a partir de 1.';
comment on column pages.start is 'Onde a página começa no texto.';
comment on column pages."end" is 'Onde termina (exclusive).';
comment on column pages.width is 'Largura em pontos.';
comment on column pages.height is 'Altura em pontos.';
comment on column pages.rotation is 'Rotação em graus.';
comment on column pages.text_source is 'De onde veio o texto: layer (camada de texto), ocr ou none (não há).';
comment on column pages.reason is 'Motivo dessa escolha.';

comment on table segments is 'O texto em pedaços consecutivos, sem lacunas, de uma página ou de até 8.192 caracteres.';
comment on column segments.document_id is 'Documento.';
comment on column segments.start is 'Onde o pedaço começa no texto.';
comment on column segments."end" is 'Onde termina (exclusive).';
comment on column segments.page is 'Página em que começa.';
comment on column segments.text is 'O pedaço do texto.';
comment on column segments.words is 'Índice de busca textual em português.';

comment on table layouts is 'Onde cada trecho do texto está na página.';
comment on column layouts.document_id is 'Documento.';
comment on column layouts.page is 'Página.';
comment on column layouts.runs is 'Seis números por trecho: início, fim, esquerda, topo, direita, base; caixa em centésimos de ponto a partir do canto superior esquerdo.';

comment on table removed_spans is 'O que foi retirado do texto por não fazer parte da decisão (carimbos, cabeçalhos…).';
comment on column removed_spans.document_id is 'Documento.';
comment on column removed_spans.ordinal is 'Ordem no documento.';
comment on column removed_spans.page is 'Página em que estava.';
comment on column removed_spans.rule is 'Regra que o retirou.';
comment on column removed_spans.text is 'O que foi retirado.';
comment on column removed_spans.box is 'Caixa na página, em centésimos de ponto: esquerda, topo, direita, base.';

comment on table entity_types is 'Tipos de entidade (LeNER-Br).';
comment on column entity_types.id is 'Identificador do tipo.';
comment on column entity_types.name is 'Nome do tipo.';

comment on table models is 'Versões de modelos instaladas.';
comment on column models.id is 'Identificador da versão do modelo.';
comment on column models.name is 'Nome do modelo.';
comment on column models.hash is 'SHA-256 da pasta do modelo.';
comment on column models.settings is 'Configurações de leitura e decodificação.';
comment on column models.state is 'Situação: installed (instalado), filling (lendo o acervo antes de aparecer) ou active (o que se vê).';
comment on column models.planned_through is 'Até qual documento as leituras já foram planejadas.';
comment on column models.planned_at is 'Quando o planejamento terminou.';
comment on column models.added_at is 'Quando foi instalado.';

comment on table runs is 'Leituras: um modelo sobre um documento.';
comment on column runs.document_id is 'Documento.';
comment on column runs.model_id is 'Modelo.';
comment on column runs.status is 'Situação: pending (aguarda), done (concluída) ou failed (falhou).';
comment on column runs.error_code is 'Código da falha; veja failure_hints.';
comment on column runs.text_hash is 'SHA-256 do texto lido.';
comment on column runs.lane is 'Prioridade: 0 para documentos novos, 1 para releituras.';
comment on column runs.words is 'Palavras lidas.';
comment on column runs.tokens is 'Tokens lidos.';
comment on column runs.windows is 'Janelas em que o texto foi lido.';
comment on column runs.cut_words is 'Palavras mais longas que uma janela, das quais só o começo foi lido.';
comment on column runs.mentions is 'Menções encontradas.';
comment on column runs.recognize_ms is 'Duração em milissegundos.';
comment on column runs.versions is 'Versões dos programas usados.';
comment on column runs.finished_at is 'Quando terminou.';
comment on column runs.queued_at is 'Quando entrou na fila.';
comment on column runs.claimed_by is 'Processo que está lendo.';
comment on column runs.claimed_at is 'Desde quando.';
comment on column runs.claimed_alone is 'Se o processo trabalha só nela.';
comment on column runs.attempts is 'Número de tentativas.';
comment on column runs.deaths is 'Quantos processos caíram enquanto a tratavam junto com outras.';
comment on column runs.deaths_alone is 'Quantos caíram enquanto tratavam só dela; com três, falha como crashed.';

comment on table entities is 'Entidades: aquilo a que as menções se referem. Para pessoas, apenas nomes: homônimos não são distinguidos.';
comment on column entities.id is 'Identificador da entidade.';
comment on column entities.entity_type_id is 'Tipo.';
comment on column entities.key is 'Chave canônica, única por tipo; em hash quando passa de 512 bytes.';
comment on column entities.name is 'Nome para exibição.';
comment on column entities.attributes is 'Atributos decodificados (ano, tribunal, data…).';
comment on column entities.rule is 'Regra que produziu a chave.';
comment on column entities.normalizer_version is 'Versão das regras.';

comment on table mentions is 'Menções: cada trecho em que um modelo reconheceu uma entidade. Para o modelo em uso, veja mentions_current.';
comment on column mentions.document_id is 'Documento.';
comment on column mentions.model_id is 'Modelo que a reconheceu.';
comment on column mentions.entity_type_id is 'Tipo da entidade.';
comment on column mentions.start is 'Onde começa no texto, em pontos de código Unicode, a partir de 0.';
comment on column mentions."end" is 'Onde termina (exclusive).';
comment on column mentions.text is 'O trecho, igual ao do texto.';
comment on column mentions.score is 'Confiança do modelo, de 0 a 1.';
comment on column mentions.page is 'Página em que começa.';
comment on column mentions.entity_id is 'Entidade principal mencionada.';
comment on column mentions.normalizer_version is 'Versão das regras que a ligaram à entidade.';

comment on table mention_extra_entities is 'Demais entidades de menções que citam várias (por exemplo, "arts. 186 e 927").';
comment on column mention_extra_entities.document_id is 'Documento da menção.';
comment on column mention_extra_entities.model_id is 'Modelo da menção.';
comment on column mention_extra_entities.start is 'Início da menção.';
comment on column mention_extra_entities.entity_type_id is 'Tipo da menção.';
comment on column mention_extra_entities.entity_id is 'A outra entidade.';

comment on table entity_deltas is 'Alterações de totais ainda não somadas a entity_totals.';
comment on column entity_deltas.id is 'Ordem.';
comment on column entity_deltas.entity_id is 'Entidade.';
comment on column entity_deltas.entity_type_id is 'Tipo.';
comment on column entity_deltas.model_id is 'Modelo.';
comment on column entity_deltas.mentions is 'Menções a mais ou a menos.';
comment on column entity_deltas.documents is 'Documentos a mais ou a menos.';
comment on column entity_deltas.judged_on is 'Data do julgamento do documento.';

comment on table entity_totals is 'Totais por entidade e modelo, atualizados periodicamente.';
comment on column entity_totals.model_id is 'Modelo.';
comment on column entity_totals.entity_id is 'Entidade.';
comment on column entity_totals.entity_type_id is 'Tipo.';
comment on column entity_totals.mentions is 'Número de menções.';
comment on column entity_totals.documents is 'Número de documentos.';
comment on column entity_totals.first_judged_on is 'Data de julgamento mais antiga conhecida.';
comment on column entity_totals.last_judged_on is 'Data de julgamento mais recente conhecida.';

comment on table scans is 'Varreduras das origens.';
comment on column scans.id is 'Identificador da varredura.';
comment on column scans.source_id is 'Origem.';
comment on column scans.options is 'Opções (amostra, semente).';
comment on column scans.requested_at is 'Quando foi pedida.';
comment on column scans.started_at is 'Quando começou.';
comment on column scans.finished_at is 'Quando terminou.';
comment on column scans.claimed_by is 'Processo que a executa.';
comment on column scans.claimed_at is 'Desde quando.';
comment on column scans.seen is 'Documentos vistos.';
comment on column scans.new is 'Arquivos novos.';
comment on column scans.changed is 'Arquivos alterados.';
comment on column scans.vanished is 'Arquivos desaparecidos.';
comment on column scans.unsupported is 'Arquivos que não são PDF nem DOCX.';
comment on column scans.error_code is 'Por que falhou.';

comment on table schedules is 'Agendamentos de varreduras.';
comment on column schedules.id is 'Identificador do agendamento.';
comment on column schedules.name is 'Nome.';
comment on column schedules.cron is 'Expressão cron.';
comment on column schedules.time_zone is 'Fuso horário da expressão.';
comment on column schedules.source_id is 'Origem a varrer.';
comment on column schedules.next_due_at is 'Próxima execução.';
comment on column schedules.created_at is 'Quando foi criado.';

comment on table nightly_runs is 'Execuções dos agendamentos.';
comment on column nightly_runs.id is 'Identificador da execução.';
comment on column nightly_runs.schedule_id is 'Agendamento; nulo se foi removido.';
comment on column nightly_runs.schedule_name is 'Nome do agendamento.';
comment on column nightly_runs.due_at is 'Hora marcada.';
comment on column nightly_runs.scan_id is 'Varredura feita.';
comment on column nightly_runs.started_at is 'Quando começou.';
comment on column nightly_runs.finished_at is 'Quando todos os documentos novos e alterados ficaram prontos ou falharam.';
comment on column nightly_runs.documents_done is 'Documentos prontos.';
comment on column nightly_runs.documents_failed is 'Documentos que falharam.';

comment on table failure_hints is 'O que significa cada código de falha e o que fazer.';
comment on column failure_hints.code is 'Código.';
comment on column failure_hints.pt is 'Orientação em português.';
comment on column failure_hints.en is 'Orientação em inglês.';

comment on view texts is 'O texto normalizado de cada documento. Invariante: substr(text, m.start + 1, m."end" - m.start) = m.text para toda menção m.';
comment on column texts.document_id is 'Documento.';
comment on column texts.text is 'O texto.';
comment on column texts.text_hash is 'SHA-256 do texto em UTF-8.';
comment on column texts.length is 'Tamanho em pontos de código Unicode.';
comment on column texts.extractor_version is 'Versão do extrator.';

comment on view mentions_current is 'Menções segundo o modelo em uso.';
comment on column mentions_current.document_id is 'Documento.';
comment on column mentions_current.start is 'Onde começa no texto, em pontos de código Unicode, a partir de 0.';
comment on column mentions_current."end" is 'Onde termina (exclusive).';
comment on column mentions_current.type is 'Tipo: ORGANIZACAO, PESSOA, TEMPO, LOCAL, LEGISLACAO ou JURISPRUDENCIA.';
comment on column mentions_current.text is 'O trecho.';
comment on column mentions_current.score is 'Confiança do modelo, de 0 a 1.';
comment on column mentions_current.page is 'Página.';
comment on column mentions_current.entity_id is 'Entidade mencionada.';
comment on column mentions_current.model_id is 'Modelo em uso.';

do $$
declare
  view_name text;
  description text;
begin
  for view_name, description in values
    ('organizations', 'Organizações citadas, com totais.'),
    ('names', 'Nomes de pessoas citados, com totais. Um nome não identifica uma pessoa: homônimos aparecem juntos.'),
    ('dates', 'Datas e períodos citados, com totais.'),
    ('places', 'Lugares citados, com totais.'),
    ('laws', 'Leis e outras normas citadas, com totais.'),
    ('precedents', 'Jurisprudência citada (processos, súmulas, temas), com totais.'),
    ('cases', 'Processos citados pelo número único do CNJ, com totais.')
  loop
    execute format('comment on view %I is %L', view_name, description || ' Os totais atrasam alguns segundos em relação às menções.');
    execute format('comment on column %I.entity_id is %L', view_name, 'Entidade; junte com mentions_current.entity_id.');
    execute format('comment on column %I.name is %L', view_name, 'Nome para exibição.');
    execute format('comment on column %I.key is %L', view_name, 'Chave canônica.');
    execute format('comment on column %I.mentions is %L', view_name, 'Número de menções.');
    execute format('comment on column %I.documents is %L', view_name, 'Número de documentos que a citam.');
    execute format('comment on column %I.first_judged_on is %L', view_name, 'Data de julgamento mais antiga entre esses documentos, onde conhecida.');
    execute format('comment on column %I.last_judged_on is %L', view_name, 'Data de julgamento mais recente, onde conhecida.');
    execute format('comment on column %I.attributes is %L', view_name, 'Atributos decodificados.');
    execute format('comment on column %I.rule is %L', view_name, 'Regra que produziu a chave.');
  end loop;
end
$$;

comment on view documents_overview is 'Um documento por linha: onde está, o que é e em que ponto está.';
comment on column documents_overview.id is 'Documento.';
comment on column documents_overview.path is 'Um caminho do arquivo, relativo à origem.';
comment on column documents_overview.sha256 is 'SHA-256 do arquivo, em hexadecimal.';
comment on column documents_overview.media_type is 'Tipo do conteúdo.';
comment on column documents_overview.size_bytes is 'Tamanho em bytes.';
comment on column documents_overview.status is 'Situação da extração.';
comment on column documents_overview.error_code is 'Código da falha.';
comment on column documents_overview.pages is 'Páginas.';
comment on column documents_overview.words is 'Palavras.';
comment on column documents_overview.recognition is 'Situação da leitura pelo modelo em uso.';
comment on column documents_overview.mentions is 'Menções encontradas por ele.';
comment on column documents_overview.own_id is 'Identificador usado pelo tribunal.';
comment on column documents_overview.court is 'Tribunal.';
comment on column documents_overview.case_number is 'Número do processo.';
comment on column documents_overview.judged_on is 'Data do julgamento.';
comment on column documents_overview.class is 'Classe processual.';
comment on column documents_overview.extra is 'Demais colunas do manifesto.';
comment on column documents_overview.extracted_at is 'Quando o texto foi extraído.';
comment on column documents_overview.recognized_at is 'Quando foi lido pelo modelo em uso.';

comment on view failures is 'Tudo o que falhou, com o motivo e o que fazer.';
comment on column failures.stage is 'Etapa: file (arquivo), extraction (extração) ou recognition (leitura).';
comment on column failures.code is 'Código da falha.';
comment on column failures.document_id is 'Documento.';
comment on column failures.file_id is 'Arquivo, quando foi ele que falhou.';
comment on column failures.path is 'Um caminho, relativo à origem.';
comment on column failures.attempts is 'Tentativas.';
comment on column failures.hint_pt is 'Orientação em português.';
comment on column failures.hint_en is 'Orientação em inglês.';

comment on function fold_name(text) is 'Nome sem acentos, maiúsculas nem pontuação, para comparação.';
comment on function mention_context(bigint, integer, integer, integer) is 'Trecho do texto com o que o cerca: mention_context(documento, início, fim, raio).';
comment on function mention_diff(integer, integer) is 'Onde dois modelos discordam: mention_diff(modelo_a, modelo_b).';
comment on function search_text(text, integer) is 'Busca textual em português: palavras, "frase exata", or, -excluída.';
