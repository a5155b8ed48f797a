import { expect, it } from 'vitest';
import { PERSONAL_DATA_RULES, SIGNATURE } from './personal-data-rules.ts';
import { pseudonymizeValue } from './pseudonymize-document.ts';
import { openPseudonyms } from './pseudonyms.ts';

const pseudonyms = openPseudonyms(Buffer.alloc(32, 7));
const hide = (text: string) => pseudonymizeValue(text, { known: new Set(), pseudonyms });
/** What is left of a text, with the code of each pseudonym off. */
const shape = (text: string) => hide(text).replace(/(\p{L}+)-[0-9A-Z]{10}/gu, '<$1>');

it.each([
  ['CPF 529.982.247-25', 'CPF <CPF>'],
  ['CPF nº 52998224725', 'CPF nº <CPF>'],
  ['CNPJ 11.222.333/0001-81', 'CNPJ <CNPJ>'],
  ['CNPJ 12.ABC.345/01DE-35', 'CNPJ <CNPJ>'],
  ['OAB/SP nº 123.456', 'OAB/SP nº <OAB>'],
  ['(OAB 12345/DF)', '(OAB <OAB>)'],
  ['RG nº 12.345.678-9 SSP/SP', 'RG nº <Documento> SSP/SP'],
  ['escreveu a maria.silva@exemplo.jus.br.', 'escreveu a <Email>.'],
  ['veja https://pje.exemplo.jus.br/x?id=1 aqui', 'veja <Url> aqui'],
  ['tel. (11) 98765-4321', 'tel. <Telefone>'],
  ['telefone: 3333-4444', 'telefone: <Telefone>'],
  ['CEP: 01234-567', 'CEP: <CEP>'],
  ['na Rua das Flores, nº 123, apto 45, bloco B, nesta', 'na <Endereco>, nesta'],
  ['na Av. Paulista, 1578', 'na <Endereco>'],
  ['Processo nº 0001234-56.2018.8.26.0100', 'Processo nº <Processo>'],
  ['código verificador 1A2B3C4D', 'código verificador <Codigo>'],
])('%s becomes %s', (text, expected) => {
  expect(shape(text)).toBe(expected);
});

it.each([
  'art. 5º, § 1º, inciso II, da Lei nº 6.194, de 19 de dezembro de 1974',
  'REsp 1.583.083/RS, HC 84.078/MG, Súmula 297 do STJ, Tema 1.234',
  'R$ 12.345.678,90 em 19.12.2018, fls. 210/218, às 14:30',
  'o Código Civil e o código de processo civil de 2015',
  '12345678901 não é CPF, 11111111111 também não',
  'Medida Provisória nº 2.200-2/2001',
])('%s stays as it is', (text) => {
  expect(hide(text)).toBe(text);
});

it('two notations of a number have one pseudonym, two numbers have two', () => {
  expect(hide('529.982.247-25')).toBe(hide('52998224725'));
  expect(hide('0001234-56.2018.8.26.0100')).toBe(hide('1234-56.2018.8.26.0100'));
  expect(hide('529.982.247-25')).not.toBe(hide('529.982.247-26'));
});

it('no text takes more than a moment: repetitions of what begins a match, without its end', {
  timeout: 120_000,
}, () => {
  const pieces = [
    'Rua A ',
    'Rua ',
    'a',
    '1',
    '1.',
    '111.',
    '1-',
    'a@',
    'a.',
    '@a.',
    'OAB ',
    'OAB/SP nº ',
    'RG n. ',
    '(11) ',
    'código do documento ',
    'assinado por A ',
    'Abc de ',
    'A ',
    ' ',
    '\n',
    'www.',
    'http://a',
    'Av. B',
    'apto 1 ',
    'É',
    'CEP ',
    '+55 ',
    'Bairro A ',
  ];
  for (const first of pieces)
    for (const second of pieces) {
      const text = `${first}${second}`.repeat(20_000 / (first.length + second.length));
      for (const pattern of [...PERSONAL_DATA_RULES.map((rule) => rule.pattern), SIGNATURE]) {
        const started = performance.now();
        pattern.lastIndex = 0;
        while (pattern.exec(text) !== null);
        const took = performance.now() - started;
        if (took > 250)
          expect.fail(`${pattern.source.slice(0, 60)} took ${took} ms on ${JSON.stringify(first + second)}`);
      }
    }
});
