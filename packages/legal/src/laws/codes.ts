import type { Act } from './act.ts';
import { BODIES } from './bodies.ts';

/** A code or another act that goes by a name. */
interface NamedAct {
  readonly act: Act;
  /** Folded names, abbreviations among them. */
  readonly words: readonly string[];
}

const federal = (kind: string, date: string, number: string, name: string): Act => ({
  place: 'br',
  authority: 'federal',
  kind,
  number,
  year: Number(date.slice(0, 4)),
  date,
  name,
});
const rules = (acronym: string, name: string): Act => ({
  place: 'br',
  authority: BODIES[acronym] ?? acronym,
  kind: 'regimento.interno',
  name,
});

export const CPC_1973 = federal('lei', '1973-01-11', '5869', 'Código de Processo Civil de 1973');
export const CPC_2015 = federal('lei', '2015-03-16', '13105', 'Código de Processo Civil de 2015');
/** Either of the two, when neither year nor date tells. */
export const CPC: Act = {
  place: 'br',
  authority: 'federal',
  kind: 'codigo.processo.civil',
  name: 'Código de Processo Civil',
};
export const CC_1916 = federal('lei', '1916-01-01', '3071', 'Código Civil de 1916');
export const CC_2002 = federal('lei', '2002-01-10', '10406', 'Código Civil');
/** The civil code in force, when the name doesn't say which: before 2003, that of 1916. */
export const CC: Act = { ...CC_2002 };
export const CONSTITUTION = federal('constituicao', '1988-10-05', '1988', 'Constituição Federal');

/** Codes, consolidations, statutes and nicknames with the acts they name; of each the text in force, unless the name says another.
 *  Sources: the acts themselves (planalto.gov.br); nicknames as the Senate's and the Planalto's indexes of legislation list them. */
export const NAMED_ACTS: readonly NamedAct[] = [
  {
    act: CONSTITUTION,
    words: [
      'constituicao federal',
      'constituicao da republica',
      'constituicao da republica federativa do brasil',
      'constituicao da republica federativa',
      'constituicao brasileira',
      'constituicao do brasil',
      'constituicao de 1988',
      'constituicao cidada',
      'constituicao',
      'constituicao federal de 1988',
      'carta magna',
      'carta da republica',
      'carta federal',
      'carta constitucional',
      'carta politica',
      'carta de 1988',
      'carta maior',
      'carta fundamental',
      'carta republicana',
      'lei maior',
      'lei fundamental',
      'lei das leis',
      'lei magna',
      'texto constitucional',
      'texto maior',
      'texto maximo',
      'texto magno',
      'diploma maior',
      'diploma maximo',
      'diploma constitucional',
      'constituicao de outubro',
      'cf',
      'crfb',
      'cr',
      'cfrb',
      'cfb',
      'permissivo constitucional', // its art. 102, III or 105, III
    ],
  },
  {
    act: { ...federal('constituicao', '1967-01-24', '1967', 'Constituição de 1967') },
    words: ['constituicao de 1967', 'constituicao federal de 1967', 'carta de 1967'],
  },
  {
    act: { ...federal('constituicao', '1937-11-10', '1937', 'Constituição de 1937') },
    words: ['constituicao de 1937', 'constituicao federal de 1937', 'carta de 1937'],
  },
  {
    act: { ...federal('constituicao', '1934-07-16', '1934', 'Constituição de 1934') },
    words: ['constituicao de 1934', 'constituicao federal de 1934', 'carta de 1934'],
  },
  {
    act: { ...federal('constituicao', '1891-02-24', '1891', 'Constituição de 1891') },
    words: ['constituicao de 1891', 'constituicao federal de 1891', 'carta de 1891'],
  },
  {
    act: { ...federal('constituicao', '1824-03-25', '1824', 'Constituição de 1824') },
    words: ['constituicao de 1824', 'constituicao do imperio', 'carta de 1824'],
  },
  {
    act: { ...federal('constituicao', '1946-09-18', '1946', 'Constituição de 1946') },
    words: ['constituicao de 1946', 'constituicao federal de 1946', 'carta de 1946'],
  },
  {
    act: federal(
      'ato.disposicoes.constitucionais.transitorias',
      '1988-10-05',
      '1988',
      'Ato das Disposições Constitucionais Transitórias',
    ),
    words: ['ato das disposicoes constitucionais transitorias', 'disposicoes constitucionais transitorias', 'adct'],
  },
  {
    act: federal('decreto.lei', '1969-10-21', '1001', 'Código Penal Militar'),
    words: ['codigo penal militar', 'cpm', 'codigo penal castrense', 'lei penal militar', 'lei penal castrense'],
  },
  {
    act: federal('decreto.lei', '1969-10-21', '1002', 'Código de Processo Penal Militar'),
    words: ['codigo de processo penal militar', 'lei processual penal militar', 'lei adjetiva castrense', 'cppm'],
  },
  {
    act: federal('decreto.lei', '1941-10-03', '3689', 'Código de Processo Penal'),
    words: ['codigo de processo penal', 'codigo processual penal', 'processo penal', 'cpp'],
  },
  {
    act: federal('decreto.lei', '1940-12-07', '2848', 'Código Penal'),
    words: ['codigo penal', 'codigo penal brasileiro', 'cp', 'cpb', 'estatuto repressivo', 'codex penal'],
  },
  {
    act: federal('decreto.lei', '1941-10-03', '3688', 'Lei das Contravenções Penais'),
    words: ['lei das contravencoes penais', 'lei de contravencoes penais', 'lcp'],
  },
  {
    act: CPC_2015,
    words: [
      'novo codigo de processo civil',
      'novo cpc',
      'ncpc',
      'cpc novo',
      'codigo de processo civil de 2015',
      'atual codigo de processo civil',
      'atual cpc',
      'novel codigo de processo civil',
      'novel cpc',
      'nova lei processual civil',
    ],
  },
  {
    act: CPC_1973,
    words: [
      'codigo de processo civil de 1973',
      'antigo codigo de processo civil',
      'antigo cpc',
      'cpc antigo',
      'cpc revogado',
      'codigo buzaid',
      'revogado codigo de processo civil',
    ],
  },
  {
    act: CPC,
    words: [
      'codigo de processo civil',
      'codigo processual civil',
      'codigo de ritos',
      'processo civil',
      'cpc',
      'estatuto processual civil',
      'lei adjetiva civil',
      'codigo de processo civil brasileiro',
    ],
  },
  {
    act: CC_1916,
    words: [
      'codigo civil de 1916',
      'antigo codigo civil',
      'codigo civil anterior',
      'codigo bevilaqua',
      'codigo civil revogado',
    ],
  },
  { act: CC_2002, words: ['codigo civil de 2002', 'novo codigo civil', 'novel codigo civil', 'ncc'] },
  { act: CC, words: ['codigo civil', 'codigo civil brasileiro', 'cc', 'ccb', 'lei substantiva civil'] },
  {
    act: federal('lei', '1990-09-11', '8078', 'Código de Defesa do Consumidor'),
    words: [
      'codigo de defesa do consumidor',
      'codigo de protecao e defesa do consumidor',
      'codigo do consumidor',
      'lei consumerista',
      'codigo consumerista',
      'cdc',
      'cpdc',
    ],
  },
  {
    act: federal('decreto.lei', '1943-05-01', '5452', 'Consolidação das Leis do Trabalho'),
    words: [
      'consolidacao das leis do trabalho',
      'consolidacao das leis trabalhistas',
      'diploma consolidado',
      'texto consolidado',
      'estatuto consolidado',
      'norma consolidada',
      'consolidacao',
      'clt',
    ],
  },
  {
    act: federal('lei', '1966-10-25', '5172', 'Código Tributário Nacional'),
    words: ['codigo tributario nacional', 'codigo tributario', 'ctn'],
  },
  { act: federal('lei', '1965-07-15', '4737', 'Código Eleitoral'), words: ['codigo eleitoral', 'ce'] },
  {
    act: federal('lei', '1997-09-23', '9503', 'Código de Trânsito Brasileiro'),
    words: [
      'codigo de transito brasileiro',
      'codigo de transito',
      'codigo brasileiro de transito',
      'lei de transito',
      'ctb',
    ],
  },
  {
    act: federal('lei', '1986-12-19', '7565', 'Código Brasileiro de Aeronáutica'),
    words: ['codigo brasileiro de aeronautica', 'cba'],
  },
  { act: federal('lei', '1850-06-25', '556', 'Código Comercial'), words: ['codigo comercial'] },
  {
    act: federal('lei', '2012-05-25', '12651', 'Código Florestal'),
    words: ['codigo florestal', 'novo codigo florestal'],
  },
  { act: federal('decreto', '1934-07-10', '24643', 'Código de Águas'), words: ['codigo de aguas'] },
  {
    act: federal('lei', '1990-07-13', '8069', 'Estatuto da Criança e do Adolescente'),
    words: ['estatuto da crianca e do adolescente', 'estatuto da crianca', 'eca'],
  },
  {
    act: federal('lei', '2003-10-01', '10741', 'Estatuto da Pessoa Idosa'),
    words: ['estatuto do idoso', 'estatuto da pessoa idosa'],
  },
  { act: federal('lei', '2001-07-10', '10257', 'Estatuto da Cidade'), words: ['estatuto da cidade'] },
  { act: federal('lei', '2003-12-22', '10826', 'Estatuto do Desarmamento'), words: ['estatuto do desarmamento'] },
  {
    act: federal('lei', '2015-07-06', '13146', 'Estatuto da Pessoa com Deficiência'),
    words: ['estatuto da pessoa com deficiencia', 'lei brasileira de inclusao'],
  },
  {
    act: federal('lei', '1994-07-04', '8906', 'Estatuto da Advocacia'),
    words: [
      'estatuto da advocacia',
      'estatuto da oab',
      'estatuto da ordem dos advogados do brasil',
      'estatuto da advocacia e da oab',
      'eoab',
      'eaoab',
    ],
  },
  { act: federal('lei', '1964-11-30', '4504', 'Estatuto da Terra'), words: ['estatuto da terra'] },
  {
    act: federal('lei', '1984-07-11', '7210', 'Lei de Execução Penal'),
    words: ['lei de execucao penal', 'lei de execucoes penais', 'lep'],
  },
  {
    act: federal('lei', '2006-08-07', '11340', 'Lei Maria da Penha'),
    words: ['lei maria da penha', 'lei maria da pena', 'lei intitulada maria da penha', 'maria da penha'],
  },
  {
    act: federal('lei', '2006-08-23', '11343', 'Lei de Drogas'),
    words: ['lei de drogas', 'lei antidrogas', 'lei de toxicos'],
  },
  {
    act: federal('lei', '1990-07-25', '8072', 'Lei dos Crimes Hediondos'),
    words: ['lei dos crimes hediondos', 'lei de crimes hediondos'],
  },
  {
    act: federal('lei', '1998-03-03', '9613', 'Lei de Lavagem de Dinheiro'),
    words: ['lei de lavagem de dinheiro', 'lei de lavagem de capitais'],
  },
  {
    act: federal('lei', '2013-08-02', '12850', 'Lei das Organizações Criminosas'),
    words: ['lei das organizacoes criminosas', 'lei de organizacoes criminosas', 'lei do crime organizado'],
  },
  {
    act: federal('lei', '1996-07-24', '9296', 'Lei de Interceptação Telefônica'),
    words: ['lei de interceptacao telefonica', 'lei das interceptacoes telefonicas'],
  },
  { act: federal('lei', '2019-09-05', '13869', 'Lei de Abuso de Autoridade'), words: ['lei de abuso de autoridade'] },
  {
    act: federal('lei', '1995-09-26', '9099', 'Lei dos Juizados Especiais'),
    words: ['lei dos juizados especiais', 'lei dos juizados especiais civeis e criminais', 'lje'],
  },
  {
    act: federal('lei', '1985-07-24', '7347', 'Lei da Ação Civil Pública'),
    words: ['lei da acao civil publica', 'lei de acao civil publica', 'lacp'],
  },
  {
    act: federal('lei', '1965-06-29', '4717', 'Lei da Ação Popular'),
    words: ['lei da acao popular', 'lei de acao popular'],
  },
  {
    act: federal('lei', '2009-08-07', '12016', 'Lei do Mandado de Segurança'),
    words: ['lei do mandado de seguranca', 'nova lei do mandado de seguranca'],
  },
  {
    act: federal('lei', '1992-06-02', '8429', 'Lei de Improbidade Administrativa'),
    words: ['lei de improbidade administrativa', 'lei de improbidade', 'lia'],
  },
  {
    act: federal('lei', '1993-06-21', '8666', 'Lei de Licitações de 1993'),
    words: ['lei de licitacoes', 'lei de licitacoes e contratos', 'lei geral de licitacoes', 'estatuto das licitacoes'],
  },
  { act: federal('lei', '2021-04-01', '14133', 'Lei de Licitações de 2021'), words: ['nova lei de licitacoes'] },
  {
    act: federal('lei', '1999-01-29', '9784', 'Lei do Processo Administrativo'),
    words: ['lei do processo administrativo', 'lei do processo administrativo federal'],
  },
  {
    act: federal('lei', '1980-09-22', '6830', 'Lei de Execução Fiscal'),
    words: ['lei de execucao fiscal', 'lei de execucoes fiscais', 'lef'],
  },
  {
    act: federal('lei.complementar', '2000-05-04', '101', 'Lei de Responsabilidade Fiscal'),
    words: ['lei de responsabilidade fiscal', 'lrf'],
  },
  {
    act: federal('lei.complementar', '1990-05-18', '64', 'Lei de Inelegibilidade'),
    words: ['lei de inelegibilidade', 'lei das inelegibilidades', 'lei de inelegibilidades'],
  },
  { act: federal('lei.complementar', '2010-06-04', '135', 'Lei da Ficha Limpa'), words: ['lei da ficha limpa'] },
  {
    act: federal('lei.complementar', '1979-03-14', '35', 'Lei Orgânica da Magistratura Nacional'),
    words: ['lei organica da magistratura nacional', 'lei organica da magistratura', 'loman'],
  },
  {
    act: federal('lei', '1997-09-30', '9504', 'Lei das Eleições'),
    words: ['lei das eleicoes', 'lei de eleicoes', 'lei geral das eleicoes', 'leis das eleicoes', 'lei eleitoral'],
  },
  {
    act: federal('lei', '1995-09-19', '9096', 'Lei dos Partidos Políticos'),
    words: ['lei dos partidos politicos', 'lei de partidos politicos', 'lei organica dos partidos politicos'],
  },
  {
    act: federal('lei', '1992-07-16', '8443', 'Lei Orgânica do TCU'),
    words: ['lei organica do tcu', 'lei organica do tribunal de contas da uniao'],
  },
  {
    act: federal('lei', '1993-12-07', '8742', 'Lei Orgânica da Assistência Social'),
    words: ['lei organica da assistencia social', 'loas'],
  },
  {
    act: federal('lei', '1991-07-24', '8213', 'Lei de Benefícios da Previdência Social'),
    words: ['lei de beneficios', 'lei de beneficios da previdencia social', 'lbps'],
  },
  {
    act: federal('lei', '1991-07-24', '8212', 'Lei de Custeio da Previdência Social'),
    words: ['lei de custeio', 'lei de custeio da previdencia social'],
  },
  {
    act: federal('decreto', '1999-05-06', '3048', 'Regulamento da Previdência Social'),
    words: ['regulamento da previdencia social', 'rps'],
  },
  {
    act: federal('lei', '1990-12-11', '8112', 'Regime Jurídico dos Servidores Civis da União'),
    words: [
      'regime juridico dos servidores publicos civis da uniao',
      'estatuto dos servidores publicos civis da uniao',
      'rju',
    ],
  },
  { act: federal('lei', '1980-12-09', '6880', 'Estatuto dos Militares'), words: ['estatuto dos militares'] },
  {
    act: federal('lei', '1973-12-31', '6015', 'Lei de Registros Públicos'),
    words: ['lei de registros publicos', 'lei dos registros publicos', 'lrp'],
  },
  { act: federal('lei', '1991-10-18', '8245', 'Lei do Inquilinato'), words: ['lei do inquilinato', 'lei de locacoes'] },
  {
    act: federal('lei', '2005-02-09', '11101', 'Lei de Recuperação e Falências'),
    words: [
      'lei de falencias',
      'lei de recuperacao judicial',
      'lei de recuperacao e falencias',
      'lei de falencias e recuperacao judicial',
      'lrf falencias',
    ],
  },
  {
    act: federal('lei', '1976-12-15', '6404', 'Lei das Sociedades Anônimas'),
    words: ['lei das sociedades anonimas', 'lei das sociedades por acoes', 'lei das s/a', 'lsa'],
  },
  {
    act: federal('lei', '1998-02-19', '9610', 'Lei de Direitos Autorais'),
    words: ['lei de direitos autorais', 'lei dos direitos autorais', 'lda'],
  },
  {
    act: federal('lei', '1996-05-14', '9279', 'Lei da Propriedade Industrial'),
    words: ['lei da propriedade industrial', 'lei de propriedade industrial', 'lpi'],
  },
  { act: federal('lei', '1996-09-23', '9307', 'Lei de Arbitragem'), words: ['lei de arbitragem', 'lei da arbitragem'] },
  { act: federal('lei', '2014-04-23', '12965', 'Marco Civil da Internet'), words: ['marco civil da internet'] },
  {
    act: federal('lei', '2018-08-14', '13709', 'Lei Geral de Proteção de Dados'),
    words: ['lei geral de protecao de dados', 'lei geral de protecao de dados pessoais', 'lgpd'],
  },
  {
    act: federal('lei', '2011-11-18', '12527', 'Lei de Acesso à Informação'),
    words: ['lei de acesso ao informacao', 'lei de acesso a informacao'],
  },
  {
    act: federal('lei', '1996-12-20', '9394', 'Lei de Diretrizes e Bases da Educação'),
    words: ['lei de diretrizes e bases da educacao nacional', 'lei de diretrizes e bases da educacao', 'ldb'],
  },
  {
    act: federal('lei', '1986-06-16', '7492', 'Lei dos Crimes contra o Sistema Financeiro'),
    words: ['lei dos crimes contra o sistema financeiro nacional', 'lei do colarinho branco'],
  },
  {
    act: federal('lei', '1998-02-12', '9605', 'Lei dos Crimes Ambientais'),
    words: ['lei dos crimes ambientais', 'lei de crimes ambientais'],
  },
  {
    act: federal('decreto.lei', '1942-09-04', '4657', 'Lei de Introdução às Normas do Direito Brasileiro'),
    words: [
      'lei de introducao as normas do direito brasileiro',
      'lei de introducao aos normas do direito brasileiro',
      'lei de introducao ao codigo civil',
      'lei de introducao ao codigo civil brasileiro',
      'licc',
      'lindb',
    ],
  },
  {
    act: {
      place: 'br;distrito.federal',
      authority: 'distrital',
      kind: 'lei.organica',
      number: '1993',
      year: 1993,
      date: '1993-06-08',
      name: 'Lei Orgânica do Distrito Federal',
    },
    words: [
      'lei organica do distrito federal',
      'lei organica do distrito fedeal',
      'lei organica do df',
      'lei organica distrital',
      'lei organica do distrito federal e territorios',
      'lodf',
    ],
  },
  {
    act: federal('decreto', '1966-01-20', '57654', 'Regulamento da Lei do Serviço Militar'),
    words: ['regulamento da lei do servico militar', 'rlsm'],
  },
  { act: federal('lei', '2008-06-19', '11705', 'Lei Seca'), words: ['lei seca'] },
  {
    act: federal('lei', '1991-12-23', '8313', 'Lei Rouanet'),
    words: ['lei rouanet', 'lei federal de incentivo a cultura'],
  },
  { act: federal('lei', '1998-03-24', '9615', 'Lei Pelé'), words: ['lei pele'] },
  { act: federal('lei.complementar', '1996-09-13', '87', 'Lei Kandir'), words: ['lei kandir'] },
  { act: federal('lei', '2005-11-21', '11196', 'Lei do Bem'), words: ['lei do bem'] },
  { act: federal('lei', '1979-08-28', '6683', 'Lei da Anistia'), words: ['lei da anistia', 'lei de anistia'] },
  { act: federal('lei', '2012-11-30', '12737', 'Lei Carolina Dieckmann'), words: ['lei carolina dieckmann'] },
  {
    act: federal('lei', '2014-06-26', '13010', 'Lei Menino Bernardo'),
    words: ['lei menino bernardo', 'lei da palmada'],
  },
  { act: federal('lei', '2022-05-24', '14344', 'Lei Henry Borel'), words: ['lei henry borel'] },
  {
    act: federal('lei', '2021-11-22', '14245', 'Lei Mariana Ferrer'),
    words: ['lei mariana ferrer', 'lei mari ferrer'],
  },
  {
    act: rules('stf', 'Regimento Interno do STF'),
    words: ['ristf', 'regimento interno do supremo tribunal federal', 'regimento interno do stf'],
  },
  {
    act: rules('stj', 'Regimento Interno do STJ'),
    words: ['ristj', 'regimento interno do superior tribunal de justica', 'regimento interno do stj'],
  },
  {
    act: rules('tst', 'Regimento Interno do TST'),
    words: ['ritst', 'regimento interno do tribunal superior do trabalho', 'regimento interno do tst'],
  },
  {
    act: rules('tse', 'Regimento Interno do TSE'),
    words: ['ritse', 'regimento interno do tribunal superior eleitoral', 'regimento interno do tse'],
  },
  {
    act: rules('stm', 'Regimento Interno do STM'),
    words: ['ristm', 'regimento interno do superior tribunal militar', 'regimento interno do stm'],
  },
  {
    act: rules('tcu', 'Regimento Interno do TCU'),
    words: [
      'ritcu',
      'regimento interno do tribunal de contas da uniao',
      'regimento interno do tcu',
      'regimento interno tcu',
    ],
  },
  {
    act: { place: 'br', authority: '', kind: 'regimento.interno', name: 'Regimento Interno' },
    words: ['regimento interno', 'ri'],
  },
  { act: { place: 'br', authority: '', kind: 'lei.organica', name: 'Lei Orgânica' }, words: ['lei organica'] },
  {
    act: { place: 'br;', authority: 'estadual', kind: 'constituicao', name: 'Constituição estadual' },
    words: ['constituicao estadual', 'constituicao local', 'constituicao do estado', 'carta estadual'],
  },
];
