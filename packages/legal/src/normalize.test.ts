import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCnj } from './cases/cnj.ts';
import { normalize } from './normalize.ts';

function main(type: string, text: string) {
  return normalize(type, text)[0]!;
}

describe('mentions of one entity share its key', () => {
  const cases: [type: string, key: string, ...texts: string[]][] = [
    [
      'PESSOA',
      'joao da silva e souza',
      'João da Silva e Souza',
      'JOÃO DA SILVA E SOUZA',
      'Dr. João da Silva e Souza',
      'Exmo. Sr. Min. João da Silva e Souza',
      'Joa\u0303o da\u00a0Silva  e Souza,',
      'Desª. João da Silva e Souza',
    ],
    ['PESSOA', 'relator', 'Relator'],
    [
      'ORGANIZACAO',
      'stf',
      'STF',
      'Supremo Tribunal Federal',
      'S.T.F.',
      'SUPREMO TRIBUNAL FEDERAL',
      'Supremo Tribunal Federal - STF',
      'Supremo Tribunal Federal (STF)',
    ],
    ['ORGANIZACAO', 'casa exemplo s/a', 'Casa Exemplo S/A', 'CASA EXEMPLO S / A'],
    ['LOCAL', 'ibge:3550308', 'São Paulo/SP', 'SÃO PAULO / SP', 'São Paulo⁄SP'],
    [
      'TEMPO',
      '1974-12-19',
      '19 de dezembro de 1974',
      '19/12/1974',
      '19.12.74',
      '19-12-1974',
      '19 de Dezembro de 1974',
      '1974-12-19',
    ],
    ['TEMPO', '1943-05-01', '1º de maio de 1943', '1° de maio de 1943', '01/05/1943', '1º/5/1943'],
    ['TEMPO', '2019-03', 'março de 2019', 'Março/2019', '03/2019'],
    ['TEMPO', '2015', '2015', 'ano de 2015'],
    ['TEMPO', 'text:31/02/2015', '31/02/2015'],
    [
      'LEGISLACAO',
      'urn:lex:br:federal:lei:1974-12-19;6194',
      'Lei nº 6.194/74',
      'lei 6194/1974',
      'Lei n. 6.194, de 19 de dezembro de 1974',
      'LEI N° 6.194/74',
      'Lei n.º 6.194⁄74',
    ],
    [
      'LEGISLACAO',
      'urn:lex:br:federal:lei:1990-09-11;8078',
      'Lei 8.078, de 11 de setembro de 1990',
      'Lei 8.078/90',
      'CDC',
      'Código de Defesa do Consumidor',
    ],
    ['LEGISLACAO', 'urn:lex:br:federal:lei.complementar:1993-05-20;75', 'Lei Complementar nº 75/93', 'LC 75/1993'],
    [
      'LEGISLACAO',
      'urn:lex:br:federal:decreto.lei:1940-12-07;2848',
      'Decreto-Lei 2.848/40',
      'Código Penal',
      'Decreto-Lei nº 2.848, de 7 de dezembro de 1940',
    ],
    [
      'LEGISLACAO',
      'urn:lex:br:federal:medida.provisoria:2001-08-24;2200-2',
      'Medida Provisória nº 2.200-2/2001',
      'MP n° 2.200-2/2001',
    ],
    [
      'LEGISLACAO',
      'urn:lex:br:federal:constituicao:1988-10-05;1988',
      'Constituição Federal',
      'CF/88',
      'CF',
      'Constituição de 1988',
    ],
    ['LEGISLACAO', 'urn:lex:br:federal:lei:2015-03-16;13105', 'CPC/2015', 'CPC/15', 'Novo Código de Processo Civil'],
    ['LEGISLACAO', 'urn:lex:br:federal:lei:1973-01-11;5869', 'CPC/73', 'Código de Processo Civil de 1973'],
    ['LEGISLACAO', 'urn:lex:br:federal:lei:2006-08-07;11340', 'Lei Maria da Penha', 'Lei nº 11.340/2006'],
    ['LEGISLACAO', 'urn:lex:br:federal:lei:1974-12-19;6194', 'Lei 6.194'],
    ['JURISPRUDENCIA', ':hc:84078/mg', 'HC 84.078/MG', 'HC n. 84.078-MG', 'Habeas Corpus nº 84.078/MG'],
    ['JURISPRUDENCIA', 'stj:resp:1583083', 'REsp 1.583.083/RS', 'RESP nº 1583083/RS'],
    ['JURISPRUDENCIA', 'stf:re:580252', 'RE 580.252', 'Recurso Extraordinário nº 580.252'],
    ['JURISPRUDENCIA', 'stf:adi:3767', 'ADI 3.767', 'ADI nº 3767'],
    [
      'JURISPRUDENCIA',
      'sumula:stj:297',
      'Súmula 297 do STJ',
      'Súmula nº 297/STJ',
      'Súmula 297 do Superior Tribunal de Justiça',
    ],
    ['JURISPRUDENCIA', 'sumula.vinculante:stf:10', 'Súmula Vinculante 10', 'SÚMULA VINCULANTE Nº 10'],
    ['JURISPRUDENCIA', 'tema:1234', 'Tema 1.234', 'Tema nº 1234'],
    ['JURISPRUDENCIA', 'cnj:1000669-10.2013.5.02.0322', 'AIRR-1000669-10.2013.5.02.0322', '1000669-10.2013.5.02.0322'],
    ['MARCA', 'acervo', 'Acervo', '"ACERVO"'],
  ];
  for (const [type, key, ...texts] of cases)
    for (const text of texts) test(`${type} ${text}`, () => expect(main(type, text).key).toBe(key));
});

test.each([
  ['art. 15, § 10, do CPC/2015', 'lei:2015-03-16;13105!art15_par1'],
  ['art. 85, § 11, do CPC/2015', 'lei:2015-03-16;13105!art85_par11'],
  ['art. 60, § 2º, da Lei 9.504/97', 'lei:1997-09-30;9504!art6_par2'],
  ['art. 50, II, da CF', 'constituicao:1988-10-05;1988!art5_inc2'],
  ['art. 50, § 2º, da CF', 'constituicao:1988-10-05;1988!art50_par2'],
  ['art. 20da Lei 9.504/97', 'lei:1997-09-30;9504!art2'],
  ['art. 20 da Lei 9.504/97', 'lei:1997-09-30;9504!art20'],
  ['art. 7º, lV e li, da CF', 'constituicao:1988-10-05;1988!art7_inc4'],
  ['inciso / do art. 5º da CF', 'constituicao:1988-10-05;1988!art5_inc1'],
  ['art. 18 do Código de Defesa do Consu midor', 'lei:1990-09-11;8078!art18'],
  ['Lei 8.07 [8]/90', 'lei:1990-09-11;8078'],
])('damage by OCR is undone where only one reading is there: %s', (text, key) => {
  expect(main('LEGISLACAO', text).key).toBe(`urn:lex:br:federal:${key}`);
});

test.each([
  ['§§ 1º a 3º, 480 do CPC/1973', 'br:federal:lei:1973-01-11;5869!par1', 'par2', 'par3', 'art480'],
  ['art. 161, par. ún., da CF', 'br:federal:constituicao:1988-10-05;1988!art161_par1u'],
  ['artigo primeiro, parágrafo segundo, da CF', 'br:federal:constituicao:1988-10-05;1988!art1_par2'],
  ['art. 155, II, -b-, da CF', 'br:federal:constituicao:1988-10-05;1988!art155_inc2_ali2'],
  ['caput e §§ 1º e 2º do art. 5º da CF', 'br:federal:constituicao:1988-10-05;1988!art5_cpt', 'art5_par1', 'art5_par2'],
  ['art. 5º, incisos 1 a III, da CF', 'br:federal:constituicao:1988-10-05;1988!art5_inc1', 'art5_inc2', 'art5_inc3'],
  ['art. 544, § 2º, do CPC', 'br:federal:lei:1973-01-11;5869!art544_par2'],
  ['art. 463, I, do CPC', 'br:federal:lei:1973-01-11;5869!art463_inc1'],
  ['art. 1º do CPCI2015', 'br:federal:lei:2015-03-16;13105!art1'],
  ['Resolução nº 1/2009 do Eg. STJ', 'br:superior.tribunal.justica:resolucao:2009;1'],
  [
    'Portaria nº 2/2010 do Instituto Chico Mendes de Conservação',
    'br:instituto.chico.mendes.conservacao:portaria:2010;2',
  ],
  ['Resolução nº 3/2011 da ANCINE', 'br:ancine:resolucao:2011;3'],
  ['Portaria Normativa nº 40, de 12 de dezembro de 2007', 'br::portaria.normativa:2007;40'],
  ['RDC nº 61, de 3 de fevereiro de 2016', 'br::resolucao:2016;61'],
  ['artigo 1º da supracitada Portaria Ministerial n.º 1.095/10', 'br::portaria:2010;1095!art1'],
  ['art. 150, IV, da CF/188', 'br:federal:constituicao:1988-10-05;1988!art150_inc4'],
  ['art. 4º, § 1º, da Lei 9.882-99', 'br:federal:lei:1999-12-03;9882!art4_par1'],
  ['art. 1º da Medida Provisória 2.200-2', 'br:federal:medida.provisoria:2001-08-24;2200-2!art1'],
  ['art. 1º da Constituição de 1934', 'br:federal:constituicao:1934-07-16;1934!art1'],
  ['Resolução Autorizativa nº 6.578, de 2017', 'br::resolucao.autorizativa:2017;6578'],
  ['Instrução CVM nº 441, de 2006', 'br:comissao.valores.mobiliarios:instrucao:2006;441'],
  ['Resolução nº 165, de 29 de agosto de 2003, DOU', 'br::resolucao:2003;165'],
  [
    'artigos 121, § 2º, I e IV, n/f 29, ambos do CP',
    'br:federal:decreto.lei:1940-12-07;2848!art121_par2_inc1',
    'art121_par2_inc4',
    'art29',
  ],
  ['arts. 156, caput, 1ª parte, do CPP', 'br:federal:decreto.lei:1941-10-03;3689!art156_cpt'],
])('%s', (text, first, ...more) => {
  const [key, ...keys] = normalize('LEGISLACAO', text).map((entity) => entity.key);
  expect(key).toBe(`urn:lex:${first}`);
  expect(keys.map((other) => other.split('!')[1])).toEqual(more);
});

test('an article has its own key, within its law', () => {
  const article = main('LEGISLACAO', 'art. 5º da Lei nº 6.194/74');
  expect(article).toMatchObject({
    key: 'urn:lex:br:federal:lei:1974-12-19;6194!art5',
    name: 'art. 5º, Lei 6.194/1974',
    attributes: { article: '5', number: '6194', year: 1974 },
    within: main('LEGISLACAO', 'Lei 6.194/1974'),
  });
});

test('a case number with wrong check digits is kept and flagged', () => {
  const right = '0000001-98.2020.8.26.0100';
  const digits = Number(98n - (BigInt('00000012020826010000') % 97n));
  const valid = right.replace('-98.', `-${String(digits).padStart(2, '0')}.`);
  expect(parseCnj(`Processo ${valid}`)).toMatchObject({
    number: valid,
    valid: true,
    year: 2020,
    branch: 8,
    court: 26,
    origin: 100,
  });
  const wrong = valid.replace('0000001', '0000002');
  expect(main('JURISPRUDENCIA', wrong)).toMatchObject({ key: `cnj:${wrong}`, attributes: { cnjValid: false } });
  expect(parseCnj(valid.replace(/\D/g, ''))?.number).toBe(valid);
  expect(parseCnj('Lei 6.194/74')).toBeUndefined();
});

test('keys and names are never empty, and a key does not depend on case or composition', () => {
  const types = ['PESSOA', 'ORGANIZACAO', 'LOCAL', 'TEMPO', 'LEGISLACAO', 'JURISPRUDENCIA', 'OUTRO'];
  const piece = fc.constantFrom(
    'Lei ',
    'nº ',
    '6.194',
    '/74',
    'art. 5º',
    'Dr. ',
    'São ',
    '...',
    '"',
    '\u00ad',
    '1º de maio de ',
    'HC ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), texts, (type, text) => {
      const entity = main(type, text);
      expect(entity.key).not.toBe('');
      expect(entity.name.trim()).not.toBe('');
      expect(main(type, text).key).toBe(entity.key);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.array(piece), (type, pieces) => {
      const text = pieces.join('');
      expect(main(type, text.normalize('NFD')).key).toBe(main(type, text).key);
    }),
  );
});
