import { CASE_CLASSES, INCIDENTS } from '../cases/classes.ts';
import { openPhrases, type Phrases } from '../phrases.ts';
import { plain } from '../tokens.ts';

/** Classes of {@link CASE_CLASSES} by their ids, and what brings an incident before a court, as they are written out. */
const NAMES: Readonly<Record<string, string>> = {
  adi: 'Ação Direta de Inconstitucionalidade',
  ado: 'Ação Direta de Inconstitucionalidade por Omissão',
  adc: 'Ação Declaratória de Constitucionalidade',
  adpf: 'Arguição de Descumprimento de Preceito Fundamental',
  are: 'Recurso Extraordinário com Agravo',
  re: 'Recurso Extraordinário',
  aco: 'Ação Cível Originária',
  ao: 'Ação Originária',
  psv: 'Proposta de Súmula Vinculante',
  ss: 'Suspensão de Segurança',
  sl: 'Suspensão de Liminar',
  sta: 'Suspensão de Tutela Antecipada',
  mi: 'Mandado de Injunção',
  ext: 'Extradição',
  inq: 'Inquérito',
  rcl: 'Reclamação',
  resp: 'Recurso Especial',
  aresp: 'Agravo em Recurso Especial',
  eresp: 'Embargos de Divergência em Recurso Especial',
  earesp: 'Embargos de Divergência em Agravo em Recurso Especial',
  eag: 'Embargos de Divergência em Agravo',
  cc: 'Conflito de Competência',
  puil: 'Pedido de Uniformização de Interpretação de Lei',
  sls: 'Suspensão de Liminar e de Sentença',
  sec: 'Sentença Estrangeira Contestada',
  respe: 'Recurso Especial Eleitoral',
  pc: 'Prestação de Contas',
  rced: 'Recurso Contra Expedição de Diploma',
  'recurso.eleitoral': 'Recurso Eleitoral',
  airr: 'Agravo de Instrumento em Recurso de Revista',
  rr: 'Recurso de Revista',
  arr: 'Recurso de Revista com Agravo',
  rot: 'Recurso Ordinário Trabalhista',
  hc: 'Habeas Corpus',
  rhc: 'Recurso em Habeas Corpus',
  ms: 'Mandado de Segurança',
  rms: 'Recurso em Mandado de Segurança',
  hd: 'Habeas Data',
  ai: 'Agravo de Instrumento',
  ap: 'Ação Penal',
  ac: 'Ação Cautelar',
  ar: 'Ação Rescisória',
  pet: 'Petição',
  ro: 'Recurso Ordinário',
  rse: 'Recurso em Sentido Estrito',
  'apelacao.civel': 'Apelação Cível',
  'apelacao.criminal': 'Apelação Criminal',
  apelacao: 'Apelação',
  'correicao.parcial': 'Correição Parcial',
};

/** Classes that only headings name. Source: CNJ, Tabela Processual Unificada de Classes (Resolução CNJ 46/2007). */
const MORE = [
  'Ação Civil Pública',
  'Ação Civil Pública Cível',
  'Ação de Investigação Judicial Eleitoral',
  'Ação de Impugnação de Mandato Eletivo',
  'Ação Penal Procedimento Ordinário',
  'Ação Trabalhista Rito Ordinário',
  'Ação Trabalhista Rito Sumaríssimo',
  'Agravo de Execução Penal',
  'Agravo em Execução Penal',
  'Agravo de Petição',
  'Apelação Remessa Necessária',
  'Carta Precatória Cível',
  'Carta Precatória Criminal',
  'Consulta',
  'Conselho de Justificação',
  'Conflito de Jurisdição',
  'Cumprimento de Sentença',
  'Cumprimento de Sentença contra a Fazenda Pública',
  'Embargos à Execução',
  'Embargos à Execução Fiscal',
  'Embargos de Terceiro Cível',
  'Embargos Infringentes e de Nulidade',
  'Execução da Pena',
  'Execução Fiscal',
  'Execução de Título Extrajudicial',
  'Habeas Corpus Cível',
  'Habeas Corpus Criminal',
  'Incidente de Resolução de Demandas Repetitivas',
  'Instrução',
  'Mandado de Segurança Cível',
  'Mandado de Segurança Coletivo',
  'Monitória',
  'Procedimento Comum Cível',
  'Procedimento do Juizado Especial Cível',
  'Processo Administrativo',
  'Recurso Inominado Cível',
  'Reexame Necessário',
  'Remessa Necessária Cível',
  'Representação',
  'Representação por Inconstitucionalidade',
  'Revisão Criminal',
  'Tutela Antecipada Antecedente',
  'Usucapião',
];

/** Incidents that are the class where a heading names nothing else. */
const INCIDENT_NAMES: Readonly<Record<string, string>> = {
  agr: 'Agravo Regimental',
  agint: 'Agravo Interno',
  ed: 'Embargos de Declaração',
  ei: 'Embargos Infringentes',
};

let phrases: Phrases<string> | undefined;

/** The names of classes by all the ways in which headings write them. */
export function classPhrases(): Phrases<string> {
  phrases ??= openPhrases([
    ...INCIDENTS.flatMap(([words, id]) => entry(words, INCIDENT_NAMES[id])),
    ...CASE_CLASSES.flatMap(({ id, words }) => words.flatMap((one) => entry(one, NAMES[id]))),
    ...[...MORE, ...Object.values(NAMES)].map((name) => [plain(name).toLowerCase(), name] as const),
  ]);
  return phrases;
}

function entry(words: string, name: string | undefined): (readonly [string, string])[] {
  return name === undefined ? [] : [[words, name]];
}

/** The only court that has a class of this name, by its id. */
export function courtOfClass(name: string | undefined): string | undefined {
  return CASE_CLASSES.find(({ id }) => NAMES[id] === name)?.court;
}
