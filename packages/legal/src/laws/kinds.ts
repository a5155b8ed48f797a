/** A kind of act: how LexML names it, how people write it. */
export interface ActKind {
  readonly kind: string;
  readonly name: string;
  /** Adjectives and nouns in front of the number, folded; several forms. */
  readonly words: readonly string[];
}

/** Kinds of acts. Source: Projeto LexML, "Parte 2 – LexML URN", vocabulary of document types (tipo de documento); abbreviations
 *  as court documents write them. */
export const ACT_KINDS: readonly ActKind[] = [
  {
    kind: 'lei.complementar',
    name: 'Lei Complementar',
    words: [
      'lei complementar',
      'leis complementares',
      'complementares',
      'lc',
      'lcp',
      'lei com plementar',
      'lei com-plementar',
    ],
  },
  { kind: 'lei.delegada', name: 'Lei Delegada', words: ['lei delegada', 'leis delegadas'] },
  {
    kind: 'decreto.lei',
    name: 'Decreto-Lei',
    words: ['decreto lei', 'decretos leis', 'decreto-lei', 'decretos-leis', 'decretos-lei', 'dl', 'del'],
  },
  { kind: 'decreto.legislativo', name: 'Decreto Legislativo', words: ['decreto legislativo', 'decretos legislativos'] },
  { kind: 'decreto', name: 'Decreto', words: ['decreto', 'decretos', 'dec'] },
  {
    kind: 'medida.provisoria',
    name: 'Medida Provisória',
    words: ['medida provisoria', 'medidas provisorias', 'mp', 'mpv'],
  },
  {
    kind: 'emenda.constitucional',
    name: 'Emenda Constitucional',
    words: ['emenda constitucional', 'emendas constitucionais', 'emenda a constituicao', 'ec', 'ecs'],
  },
  {
    kind: 'emenda.lei.organica',
    name: 'Emenda à Lei Orgânica',
    words: ['emenda a lei organica', 'emenda ao lei organica'],
  },
  { kind: 'projeto.lei', name: 'Projeto de Lei', words: ['projeto de lei', 'projetos de lei', 'pl'] },
  {
    kind: 'projeto.lei.complementar',
    name: 'Projeto de Lei Complementar',
    words: ['projeto de lei complementar', 'plp'],
  },
  {
    kind: 'proposta.emenda.constitucional',
    name: 'Proposta de Emenda à Constituição',
    words: [
      'proposta de emenda a constituicao',
      'proposta de emenda constitucional',
      'proposta de emenda ao constituicao',
      'pec',
    ],
  },
  { kind: 'ato.institucional', name: 'Ato Institucional', words: ['ato institucional'] },
  { kind: 'ato.normativo', name: 'Ato Normativo', words: ['ato normativo', 'ato conjunto', 'ato'] },
  { kind: 'resolucao.administrativa', name: 'Resolução Administrativa', words: ['resolucao administrativa', 'ra'] },
  {
    kind: 'resolucao.normativa',
    name: 'Resolução Normativa',
    words: ['resolucao normativa', 'resolucoes normativas', 'ren'],
  },
  {
    kind: 'resolucao.autorizativa',
    name: 'Resolução Autorizativa',
    words: ['resolucao autorizativa', 'resolucoes autorizativas'],
  },
  {
    kind: 'resolucao.homologatoria',
    name: 'Resolução Homologatória',
    words: ['resolucao homologatoria', 'resolucoes homologatorias'],
  },
  {
    kind: 'resolucao',
    name: 'Resolução',
    words: ['resolucao', 'resolucoes', 'res', 'resol', 'resolucao da diretoria colegiada', 'rdc'],
  },
  {
    kind: 'instrucao.normativa',
    name: 'Instrução Normativa',
    words: ['instrucao normativa', 'instrucoes normativas', 'in'],
  },
  { kind: 'instrucao', name: 'Instrução', words: ['instrucao', 'instrucoes'] },
  { kind: 'orientacao.normativa', name: 'Orientação Normativa', words: ['orientacao normativa', 'on'] },
  {
    kind: 'portaria.interministerial',
    name: 'Portaria Interministerial',
    words: ['portaria interministerial', 'portaria conjunta'],
  },
  {
    kind: 'portaria.normativa',
    name: 'Portaria Normativa',
    words: ['portaria normativa', 'portarias normativas'],
  },
  { kind: 'portaria', name: 'Portaria', words: ['portaria', 'portarias', 'port', 'portaria ministerial'] },
  { kind: 'provimento', name: 'Provimento', words: ['provimento', 'provimentos'] },
  { kind: 'deliberacao', name: 'Deliberação', words: ['deliberacao'] },
  { kind: 'convencao', name: 'Convenção', words: ['convencao', 'convencoes'] },
  { kind: 'despacho', name: 'Despacho', words: ['despacho'] },
  { kind: 'parecer', name: 'Parecer', words: ['parecer'] },
  { kind: 'circular', name: 'Circular', words: ['circular'] },
  { kind: 'lei', name: 'Lei', words: ['lei', 'leis', 'l', 'lei ordinaria', 'leis ordinarias'] },
];

/** Words that say whose act it is, between the kind and the number. */
export const LEVELS: Readonly<Record<string, 'federal' | 'estadual' | 'distrital' | 'municipal'>> = {
  federal: 'federal',
  federais: 'federal',
  estadual: 'estadual',
  estaduais: 'estadual',
  distrital: 'distrital',
  distritais: 'distrital',
  municipal: 'municipal',
  municipais: 'municipal',
};
