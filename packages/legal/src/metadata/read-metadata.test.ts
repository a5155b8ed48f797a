import { expect, test } from 'vitest';
import { type MetadataField, readMetadata } from '../index.ts';

/** The values alone, by field. */
function valuesOf(text: string, heads: readonly string[] = []): Partial<Record<MetadataField, string>> {
  const metadata = readMetadata({ text, removed: heads.map((head) => ({ page: 1, text: head })) });
  return Object.fromEntries(Object.entries(metadata).map(([field, { value }]) => [field, value]));
}

const STF = `23/11/2020 PLENÁRIO
AG.REG. NA ARGUIÇÃO DE DESCUMPRIMENTO DE PRECEITO FUNDAMENTAL 739 DISTRITO FEDERAL
RELATORA : MIN. CÁRMEN LÚCIA
AGTE.(S) : ASSOCIAÇÃO
EMENTA: AGRAVO REGIMENTAL. 1. Incabível.`;

test('a decision of the STF is known by its heading and its running head', () => {
  expect(valuesOf(STF, ['Supremo Tribunal Federal'])).toEqual({
    title: 'AG.REG. NA ARGUIÇÃO DE DESCUMPRIMENTO DE PRECEITO FUNDAMENTAL 739 DISTRITO FEDERAL',
    court: 'STF',
    class: 'Arguição de Descumprimento de Preceito Fundamental',
    rapporteur: 'Cármen Lúcia',
    judgedOn: '2020-11-23',
  });
});

test('evidence is where the value stands', () => {
  const { rapporteur, court, judgedOn } = readMetadata({
    text: STF,
    removed: [{ page: 1, text: 'Supremo Tribunal Federal' }],
  });
  const quote = (evidence: object | undefined) =>
    evidence !== undefined && 'start' in evidence && 'end' in evidence
      ? STF.slice(Number(evidence.start), Number(evidence.end))
      : evidence;
  expect(quote(rapporteur?.evidence)).toBe('MIN. CÁRMEN LÚCIA');
  expect(quote(judgedOn?.evidence)).toBe('23/11/2020 PLENÁRIO');
  expect(quote(court?.evidence)).toEqual({ removed: 0 });
});

test('class and number under names of their own give a title', () => {
  const text = `Núm.:51470729020238217000
Tribunal: Tribunal de Justiça do RS
Classe CNJ: Agravo de Instrumento
Relator: Ney Wiedemann Neto
Ementa: EMBARGOS. (Agravo de Instrumento, Nº 51470729020238217000, Julgado em: 28-09-2023)
Data de Julgamento: 28-09-2023
Publicação: 29-09-2023`;
  expect(valuesOf(text)).toEqual({
    title: 'Agravo de Instrumento 5147072-90.2023.8.21.7000',
    court: 'TJRS',
    caseNumber: '5147072-90.2023.8.21.7000',
    class: 'Agravo de Instrumento',
    rapporteur: 'Ney Wiedemann Neto',
    judgedOn: '2023-09-28',
  });
});

test('a case number names the court where higher courts number their cases anew, and only there', () => {
  expect(valuesOf('Apelação Criminal nº 0087210-13.2025.8.19.0001').court).toBe('TJRJ');
  const labour = 'Vistos, relatados e discutidos estes autos de Recurso de Revista n° TST-RR-257440-71.2002.5.02.0372.';
  expect(valuesOf(labour)).toEqual({ class: 'Recurso de Revista', caseNumber: '0257440-71.2002.5.02.0372' });
});

test('a wrong check digit leaves the number out', () => {
  expect(valuesOf('Apelação Criminal nº 0087210-14.2025.8.19.0001').caseNumber).toBeUndefined();
});

test('the date under the collective decision is that of the judgment, dates without a day and dates of others are not', () => {
  const decided = 'Acordam os ministros do Tribunal Superior Eleitoral, por unanimidade, em referendar a decisão.';
  expect(valuesOf(`ACÓRDÃO\n${decided}\nBrasília, 13 de dezembro 2018.`).judgedOn).toBe('2018-12-13');
  expect(valuesOf(`ACÓRDÃO\n${decided}\nBrasília, de de 2019.`).judgedOn).toBeUndefined();
  expect(valuesOf(`ACÓRDÃO\n${decided}\nRELATÓRIO\nBrasília, 13 de dezembro de 2018.`).judgedOn).toBeUndefined();
  const ordinance = 'PORTARIA Nº 59/2024\nO Secretário Municipal de Gestão\nRESOLVE:\nArt. 2º – Entra em vigor.';
  expect(valuesOf(`${ordinance}\nBelo Horizonte, 11 de dezembro de 2024.`).judgedOn).toBeUndefined();
  const cited = 'Ementa: ver (TJ-RJ, Data de Julgamento: 15/05/2024, OITAVA CÂMARA CRIMINAL).';
  expect(valuesOf(cited).judgedOn).toBeUndefined();
});

test('a list of cases, a citation and a gazette are of no case', () => {
  const bulletin = `Número 828 Brasília, 8 de outubro de 2024.
PROCESSO REsp 2.061.973-PR, Rel. Ministra Nancy Andrighi, julgado em 2/10/2024.
PROCESSO REsp 2.066.882-RS, Rel. Ministra Nancy Andrighi, julgado em 2/10/2024.`;
  expect(valuesOf(bulletin)).toEqual({});
  expect(valuesOf('Habeas Corpus nº 110.260\nHabeas Corpus nº 110.261')).toEqual({});
  expect(valuesOf('O Tribunal Superior Eleitoral decidiu que a Apelação nº 12 não cabe.')).toEqual({});
});

test('a court whose decision is spoken of is not the one that decides', () => {
  const text =
    'Acordam os membros da Turma, por maioria, em anular o acórdão do Tribunal Regional Federal da 4ª Região.';
  expect(valuesOf(text).court).toBeUndefined();
});

test('a rapporteur whose name may go on, or is one of two, is left out', () => {
  expect(valuesOf('RELATOR : MINISTRO PAULO DE TARSO\nSANSEVERINO\nEMENTA').rapporteur).toBeUndefined();
  expect(valuesOf('Relator: Desembargador SILVANO BARBOSA DOS\nSantos').rapporteur).toBeUndefined();
  expect(valuesOf('Relator: João da Silva\nRelatora: Maria de Souza').rapporteur).toBeUndefined();
  expect(valuesOf('Relator: Des. João da Silva Ementa: APELAÇÃO.').rapporteur).toBe('João da Silva');
});
