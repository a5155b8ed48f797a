/** A class of cases: how court documents abbreviate it, whose it is. */
interface CaseClass {
  /** In the key. */
  readonly id: string;
  /** The only court that has it, where there is only one. */
  readonly court?: string;
  /** Folded names and abbreviations. */
  readonly words: readonly string[];
}

/** Classes. Sources: Regimento Interno do STF, art. 55; of STJ, art. 67; of TST and TSE, their tables of classes; CNJ, Tabela de Classes Processuais
 *  (Resolução CNJ 46/2007). A class without `court` is of several. */
export const CASE_CLASSES: readonly CaseClass[] = [
  {
    id: 'adi',
    court: 'stf',
    words: [
      'acao direta de inconstitucionalidade',
      'acoes diretas de inconstitucionalidade',
      'acao direita de inconstitucionalidade',
      'adi',
      'adin',
      'adis',
      'adins',
    ],
  },
  {
    id: 'ado',
    court: 'stf',
    words: [
      'acao direta de inconstitucionalidade por omissao',
      'acao direita de inconstitucionalidade por omissao',
      'ado',
    ],
  },
  { id: 'adc', court: 'stf', words: ['acao declaratoria de constitucionalidade', 'adc', 'adecon', 'adcs'] },
  { id: 'adpf', court: 'stf', words: ['arguicao de descumprimento de preceito fundamental', 'adpf', 'adpfs'] },
  {
    id: 'are',
    court: 'stf',
    words: ['recurso extraordinario com agravo', 'agravo em recurso extraordinario', 'are', 'ares'],
  },
  { id: 're', court: 'stf', words: ['recurso extraordinario', 'recursos extraordinarios', 're', 'res'] },
  { id: 'aco', court: 'stf', words: ['acao civel originaria', 'aco'] },
  { id: 'ao', court: 'stf', words: ['acao originaria', 'ao'] },
  { id: 'psv', court: 'stf', words: ['proposta de sumula vinculante', 'psv'] },
  { id: 'ss', words: ['suspensao de seguranca', 'ss'] },
  { id: 'sl', words: ['suspensao de liminar', 'sl'] },
  { id: 'sta', court: 'stf', words: ['suspensao de tutela antecipada', 'sta'] },
  { id: 'mi', words: ['mandado de injuncao', 'mi'] },
  { id: 'ext', court: 'stf', words: ['extradicao', 'ext'] },
  { id: 'inq', words: ['inquerito', 'inq'] },
  { id: 'rcl', words: ['reclamacao', 'reclamacoes', 'rcl', 'recl'] },
  { id: 'resp', court: 'stj', words: ['recurso especial', 'recursos especiais', 'resp', 'resps'] },
  { id: 'aresp', court: 'stj', words: ['agravo em recurso especial', 'aresp', 'aresps'] },
  {
    id: 'eresp',
    court: 'stj',
    words: ['embargos de divergencia em recurso especial', 'embargos de divergencia em resp', 'eresp', 'eresps'],
  },
  { id: 'earesp', court: 'stj', words: ['embargos de divergencia em agravo em recurso especial', 'earesp'] },
  { id: 'eag', court: 'stj', words: ['embargos de divergencia em agravo', 'eag'] },
  { id: 'ag', court: 'stj', words: ['ag'] },
  { id: 'cc', court: 'stj', words: ['conflito de competencia', 'cc'] },
  { id: 'puil', court: 'stj', words: ['pedido de uniformizacao de interpretacao de lei', 'puil'] },
  { id: 'sls', court: 'stj', words: ['suspensao de liminar e de sentenca', 'sls'] },
  { id: 'sec', court: 'stj', words: ['sentenca estrangeira contestada', 'sec'] },
  { id: 'respe', court: 'tse', words: ['recurso especial eleitoral', 'recursos especiais eleitorais', 'respe'] },
  { id: 'pc', court: 'tse', words: ['prestacao de contas', 'pc'] },
  { id: 'rced', court: 'tse', words: ['recurso contra expedicao de diploma', 'rced'] },
  { id: 'recurso.eleitoral', words: ['recurso eleitoral', 'recursos eleitorais'] },
  { id: 'airr', court: 'tst', words: ['agravo de instrumento em recurso de revista', 'airr'] },
  { id: 'rr', court: 'tst', words: ['recurso de revista', 'recursos de revista', 'rr'] },
  { id: 'arr', court: 'tst', words: ['recurso de revista com agravo', 'arr'] },
  { id: 'rot', court: 'tst', words: ['recurso ordinario trabalhista', 'rot'] },
  { id: 'hc', words: ['habeas corpus', 'hc', 'hcs'] },
  { id: 'rhc', words: ['recurso ordinario em habeas corpus', 'recurso em habeas corpus', 'rhc'] },
  { id: 'ms', words: ['mandado de seguranca', 'mandados de seguranca', 'ms', 'mss'] },
  { id: 'rms', words: ['recurso em mandado de seguranca', 'recurso ordinario em mandado de seguranca', 'rms', 'roms'] },
  { id: 'hd', words: ['habeas data', 'hd'] },
  { id: 'ai', words: ['agravo de instrumento', 'agravos de instrumento', 'ai', 'al'] },
  { id: 'ap', words: ['acao penal', 'ap'] },
  { id: 'ac', words: ['acao cautelar', 'ac'] },
  { id: 'ar', words: ['acao rescisoria', 'ar'] },
  { id: 'pet', words: ['peticao', 'pet', 'epet'] },
  { id: 'mc', words: ['medida cautelar', 'mc'] },
  { id: 'ro', words: ['recurso ordinario', 'ro'] },
  { id: 'rse', words: ['recurso em sentido estrito', 'rse', 'rese'] },
  { id: 'cp', words: ['cp'] },
  { id: 'apelacao.civel', words: ['apelacao civel', 'ap civel', 'apelacoes civeis'] },
  { id: 'apelacao.criminal', words: ['apelacao criminal', 'ap crim', 'acr', 'apelacoes criminais'] },
  { id: 'apelacao', words: ['apelacao', 'apelacoes'] },
  { id: 'correicao.parcial', words: ['correicao parcial'] },
];

/** Incidents in a case, by the folded forms that STF (suffix: `AgR`, `ED`, `MC`), STJ and others (prefix: `AgRg no`, `EDcl no`) write. */
export const INCIDENTS: readonly (readonly [words: string, id: string])[] = [
  ['agravo regimental', 'agr'],
  ['agravos regimentais', 'agr'],
  ['agrg', 'agr'],
  ['agr', 'agr'],
  ['a gr', 'agr'],
  ['a g reg', 'agr'],
  ['ag reg', 'agr'],
  ['agreg', 'agr'],
  ['agravo interno', 'agint'],
  ['agint', 'agint'],
  ['embargos de declaracao', 'ed'],
  ['embargos declaratorios', 'ed'],
  ['edcl', 'ed'],
  ['edecl', 'ed'],
  ['eds', 'ed'],
  ['ed', 'ed'],
  ['embargos infringentes', 'ei'],
  ['ei', 'ei'],
  ['embargos de divergencia', 'edv'],
  ['edv', 'edv'],
  ['ediv', 'edv'],
  ['medida cautelar', 'mc'],
  ['mc', 'mc'],
  ['questao de ordem', 'qo'],
  ['qo', 'qo'],
  ['repercussao geral', 'rg'],
  ['rg', 'rg'],
  ['segundo julgamento', 'segundo'],
  ['incidente de uniformizacao de jurisprudencia', 'iuj'],
  ['iuj', 'iuj'],
  ['extn', 'extn'],
  ['ref', 'ref'],
  ['tp', 'tp'],
];
/** Notations that only one court has. */
export const NOTATION_OF: Readonly<Record<string, string>> = { agrg: 'stj', agint: 'stj', edcl: 'stj' };
