-- Two more rules by which text is taken out.

comment on column removed_spans.rule is 'Regra que o retirou: running-head (cabeçalho), running-foot (rodapé), page-number (número de página), line-number (número de linha), footnote-mark (chamada de nota de rodapé), stamp (carimbo ou assinatura eletrônica), rotated-text (texto girado) ou overprint (impresso duas vezes no mesmo lugar).';
