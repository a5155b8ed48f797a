import { type Pair, t } from '../pair.ts';

/** A text to try a model with. All people, cases and places in it are invented. */
export interface Example {
  readonly title: Pair<string>;
  readonly text: string;
}

/** The first one stands in the form when it opens. */
export const EXAMPLES: readonly Example[] = [
  {
    title: t('Acórdão', 'Appellate decision'),
    text: `ACÓRDÃO. Vistos, relatados e discutidos estes autos do Recurso Especial nº 1.999.876/MG, em que é recorrente a Companhia Mineira de Águas Claras S.A. e recorrida Dulcineia Ibirapitanga Barbacã, acordam os Ministros da Terceira Turma do Superior Tribunal de Justiça, por unanimidade, em negar provimento ao recurso, nos termos do voto da Ministra Relatora Florisbela Quaresmeira. O acórdão recorrido aplicou o art. 14, § 3º, da Lei 8.078/90 e o art. 927 do Código Civil, em harmonia com a Súmula 479 do STJ e com o que o Supremo Tribunal Federal decidiu no RE 580.337. Brasília, 12 de março de 2019.`,
  },
  {
    title: t('Sentença trabalhista', 'Labour court judgment'),
    text: `Processo nº 0001234-02.2018.5.99.0001. Gumercindo Pitanguy de Souto, CPF 529.982.247-25, ajuizou reclamação trabalhista contra Panificadora Flor do Ipê Ltda., alegando ter sido admitido em 2 de fevereiro de 2015 e dispensado sem justa causa em 30/11/2017, na filial de Vila Nova das Palmeiras. Pede horas extras com fundamento nos arts. 58 e 59 da CLT e no art. 7º, XVI, da Constituição Federal, e dá à causa o valor de R$ 45.300,00. A reclamada invocou a Súmula 85 do TST. Ouvida a testemunha Araribóia dos Santos Jatobá, o juízo da 3ª Vara do Trabalho de Serra Dourada julga PROCEDENTE EM PARTE o pedido.`,
  },
  {
    title: t('Habeas corpus', 'Habeas corpus'),
    text: `Trata-se de habeas corpus impetrado pela Defensoria Pública do Estado do Paraná em favor de Belarmino Caraguatá Peroba, preso preventivamente em Foz das Araucárias desde 5 de agosto de 2020, contra decisão da 2ª Câmara Criminal do Tribunal de Justiça do Paraná no HC 0054321-10.2020.8.16.0000. Alega-se ofensa ao art. 312 do Código de Processo Penal. O parecer do Ministério Público Federal, subscrito pelo Procurador Jacarandá Moreira Timbó, é pela concessão da ordem, como no HC 84.078/MG. Defiro a liminar, com base no art. 5º, LXVIII, da Constituição da República.`,
  },
  {
    title: t('Tudo em maiúsculas', 'All in capitals'),
    text: `EMENTA: APELAÇÃO CÍVEL. RESPONSABILIDADE CIVIL DO ESTADO. ACIDENTE EM RODOVIA ESTADUAL. ART. 37, § 6º, DA CONSTITUIÇÃO FEDERAL. DEPARTAMENTO DE ESTRADAS DE RODAGEM DO CEARÁ. DEVER DE INDENIZAR. APELANTE: ESTADO DO CEARÁ. APELADO: JURANDIR CAJUÍ PITOMBEIRA. RELATOR: DES. ANACLETO SAPUCAIA. PRECEDENTE: RESP 1.583.083/RS. FORTALEZA, 22 DE JUNHO DE 2021.`,
  },
  {
    title: t('Não é da Justiça', 'Not from a court'),
    text: `Oi, tudo bem? Passei na feira de sábado e comprei manga, queijo e um pão de milho que ficou uma delícia. A Joana mandou avisar que o churrasco mudou para domingo na casa do Tonho, perto da praia. Leva o violão e não esquece o carvão, porque da última vez a gente teve que pedir emprestado para o vizinho e ele ficou bravo até o Natal.`,
  },
];
