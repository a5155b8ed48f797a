import { describe, expect, test } from 'vitest';
import { parseCnj } from './cases/cnj.ts';
import { findCourt, findCourtByCnj, listCourts } from './cases/courts.ts';
import { normalize } from './normalize.ts';
import { STATES } from './places/municipalities.ts';

function main(type: string, text: string) {
  return normalize(type, text)[0]!;
}

describe('places', () => {
  test.each([
    ['São Paulo/SP', 'ibge:3550308'],
    ['Município de Campinas', 'ibge:3509502'],
    ['Brasília - Distrito Federal', 'ibge:5300108'],
    ['Estado de São Paulo', 'ibge:35'],
    ['Minas Gerais', 'ibge:31'],
    ['DF', 'ibge:53'],
    ['São Paulo', 'sao paulo'],
    ['Bom Jesus', 'bom jesus'],
    ['Bom Jesus/PI', 'ibge:2201903'],
    ['Vila das Flores Inventadas', 'vila das flores inventadas'],
    ['Brasil', 'br'],
  ])('%s is %s', (text, key) => expect(main('LOCAL', text).key).toBe(key));

  test('names that several places have stay open and say so', () => {
    for (const text of ['São Paulo', 'Bom Jesus']) expect(main('LOCAL', text).attributes['ambiguous']).toBe(true);
  });

  test('the table is IBGE’s: 27 states, 5,570 municipalities, codes unique', () => {
    const codes = STATES.flatMap(([, state, , list]) => list.split(',').map((entry) => `${state}${entry.slice(0, 5)}`));
    expect(STATES).toHaveLength(27);
    expect(new Set(codes).size).toBe(5570);
  });
});

describe('courts', () => {
  test.each([
    ['Tribunal de Justiça de São Paulo', 'tjsp'],
    ['TJ/SP', 'tjsp'],
    ['TRIBUNAL DE JUSTIÇA DO DISTRITO FEDERAL E TERRITÓRIOS', 'tjdft'],
    ['TRF da 4ª Região', 'trf4'],
    ['Tribunal Regional Federal da 4ª Região', 'trf4'],
    ['TRT-2', 'trt2'],
    ['TRE-MG', 'tre-mg'],
    ['Suprema Corte', 'stf'],
    ['c. Superior Tribunal de Justiça', 'stj'],
    ['Instituto Nacional do Seguro Social - INSS', 'inss'],
    ['Tribunal de Justiça', 'tribunal de justica'],
    ['Ministério Público', 'ministerio publico'],
  ])('%s is %s', (text, key) => expect(main('ORGANIZACAO', text).key).toBe(key));

  test('ids and codes are unique, and the unified number finds its court', () => {
    const courts = listCourts();
    expect(new Set(courts.map(({ id }) => id)).size).toBe(courts.length);
    expect(new Set(courts.map(({ cnj }) => cnj)).size).toBe(courts.length);
    expect(findCourtByCnj(8, 26)?.id).toBe('tjsp');
    expect(findCourtByCnj(5, 2)?.id).toBe('trt2');
    expect(findCourtByCnj(6, 19)?.id).toBe('tre-rj');
    expect(findCourtByCnj(7, 3)?.id).toBe('stm');
    expect(findCourtByCnj(8, 99)).toBeUndefined();
    expect(findCourt('trf-4')?.cnj).toBe('4.04');
    expect(main('JURISPRUDENCIA', '0715337-93.2014.8.01.0001').attributes).toMatchObject({
      courtId: 'tjac',
      state: 'AC',
      branch: 8,
    });
  });

  test('a unified number is read through blanks, missing signs and misread digits', () => {
    for (const text of [
      '748-07.2016.6.1 3.0000/MG',
      '5012924-20.2012.404.7200',
      '59-08.2016.6.19.00281RJ',
      '1 3I4-55.2012.6.00.0000',
    ])
      expect(parseCnj(text), text).toBeDefined();
    expect(parseCnj('1.0024.12.110787-4/001')).toBeUndefined();
  });
});

describe('dates', () => {
  test.each([
    ['aos vinte e três dias do mês de março de dois mil e dezoito', '2018-03-23'],
    ['primeiro de maio de mil novecentos e quarenta e três', '1943-05-01'],
    ['24 (vinte e quatro) dias do mês de outubro do ano de 2017 (dois mil e dezessete)', '2017-10-24'],
    ['1º a 5 de maio de 2010', '2010-05-01/2010-05-05'],
    ['de 1º.5.2010 a 3.6.2011', '2010-05-01/2011-06-03'],
    ['março a maio de 2015', '2015-03/2015-05'],
    ['2010 a 2012', '2010/2012'],
    ['segundo semestre de 2016', '2016-07/2016-12'],
    ['3º trimestre de 2016', '2016-07/2016-09'],
    ['década de 1990', '1990/1999'],
    ['sexta-feira, 5 de maio de 2017', '2017-05-05'],
    ['29/02/2016', '2016-02-29'],
    ['29/02/2015', 'text:29/02/2015'],
    ['manhã', 'text:manha'],
  ])('%s is %s', (text, key) => expect(main('TEMPO', text).key).toBe(key));

  test('lists are one date each', () => {
    expect(normalize('TEMPO', '20, 23 e 24/11/2009').map(({ key }) => key)).toEqual([
      '2009-11-20',
      '2009-11-23',
      '2009-11-24',
    ]);
    expect(normalize('TEMPO', 'anos de 2010 e 2011').map(({ key }) => key)).toEqual(['2010', '2011']);
  });
});

test('a citation down to the letter has the URN of the letter, and its law', () => {
  const [item] = normalize('LEGISLACAO', 'art. 5º, § 1º, inciso II, alínea "b", da Lei nº 6.194/74');
  expect(item).toMatchObject({
    key: 'urn:lex:br:federal:lei:1974-12-19;6194!art5_par1_inc2_ali2',
    name: 'art. 5º, § 1º, II, b, Lei 6.194/1974',
  });
  expect(item?.within?.key).toBe('urn:lex:br:federal:lei:1974-12-19;6194');
  expect(normalize('LEGISLACAO', 'arts. 186 e 927 do Código Civil').map(({ name }) => name)).toEqual([
    'art. 186, Código Civil (Lei 10.406/2002)',
    'art. 927, Código Civil (Lei 10.406/2002)',
  ]);
  expect(normalize('LEGISLACAO', 'arts. 1º a 120 da CLT').map(({ key }) => key)).toEqual([
    'urn:lex:br:federal:decreto.lei:1943-05-01;5452!art1..120',
  ]);
  expect(main('LEGISLACAO', 'Súmula 7 do STJ').key).toBe('text:sumula 7 do stj');
});

test('an appeal within a case has its own key, within the case', () => {
  expect(main('JURISPRUDENCIA', 'EDcl no AgRg no REsp 1.234.567/SP')).toMatchObject({
    key: 'stj:resp:1234567!agr_ed',
    within: { key: 'stj:resp:1234567' },
  });
  expect(main('JURISPRUDENCIA', 'RE 497339 ED-AgR-ED').key).toBe('stf:re:497339!ed_agr_ed');
  expect(normalize('JURISPRUDENCIA', 'Súmulas 5 e 7 do STJ').map(({ name }) => name)).toEqual([
    'Súmula 5 do STJ',
    'Súmula 7 do STJ',
  ]);
});
