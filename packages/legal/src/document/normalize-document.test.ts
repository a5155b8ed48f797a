import { describe, expect, test } from 'vitest';
import type { Document, DocumentFacts } from './document.ts';
import { normalizeDocument } from './normalize-document.ts';

const TYPES: Readonly<Record<string, string>> = {
  L: 'LEGISLACAO',
  J: 'JURISPRUDENCIA',
  T: 'TEMPO',
  P: 'PESSOA',
  O: 'ORGANIZACAO',
};

/** A document from text whose mentions stand in braces, `{L:Lei 8.078/90}`. */
function documentOf(marked: string, facts?: DocumentFacts): Document {
  const mentions: { type: string; start: number; end: number; text: string }[] = [];
  let text = '';
  for (const piece of marked.split(/(\{[^}]*\})/)) {
    const mention = /^\{(\w):([^}]*)\}$/.exec(piece);
    const written = mention?.[2] ?? piece;
    if (mention)
      mentions.push({
        type: TYPES[mention[1]!]!,
        start: text.length,
        end: text.length + written.length,
        text: written,
      });
    text += written;
  }
  return { text, mentions, ...(facts ? { facts } : {}) };
}

function keysOf(marked: string, facts?: DocumentFacts): string[] {
  return normalizeDocument(documentOf(marked, facts)).map(({ entities }) => entities.map(({ key }) => key).join(' | '));
}

const CPC_1973 = 'urn:lex:br:federal:lei:1973-01-11;5869';
const CPC_2015 = 'urn:lex:br:federal:lei:2015-03-16;13105';

describe('laws', () => {
  test('the date that follows a law belongs to it', () => {
    expect(keysOf('nos termos da {L:Lei nº 5.950}, de 2 de agosto de 2017, e da {L:Lei nº 8.443}, de 16.7.92')).toEqual(
      ['urn:lex:br::lei:2017;5950', 'urn:lex:br:federal:lei:1992-07-16;8443'],
    );
  });

  test('a number that follows the kind of an act belongs to it', () => {
    expect(keysOf('{L:art. 54, I, da Resolução da Diretoria Colegiada} - RDC nº 61 de 3 de fevereiro de 2016')).toEqual(
      ['urn:lex:br::resolucao:2016;61!art54_inc1'],
    );
    expect(keysOf('a {L:portaria} SMMA n° 09/2020, a {L:RESOLUÇÃO} - RE Nº 2.566, DE 28 DE SETEMBRO DE 2017')).toEqual([
      'urn:lex:br:smma:portaria:2020;9',
      'urn:lex:br::resolucao:2017;2566',
    ]);
    expect(keysOf('a {L:Resolução} da Diretoria Colegiada - RDC nº 39, de 14 de agosto de 2013')).toEqual([
      'urn:lex:br::resolucao:2013;39',
    ]);
    expect(keysOf('o {L:Decreto} de 1º de janeiro, o {L:Decreto} - nada')).toEqual(['text:decreto', 'text:decreto']);
  });
  test('provisions alone are of the act right before them', () => {
    const before = 'urn:lex:br::lei:2003;8616';
    expect(keysOf('Dispositivo: {L:LEI 8616/03} - {L:ART. 15, § 1º}')).toEqual([before, `${before}!art15_par1`]);
    expect(keysOf('{L:Código de Processo Penal}, {L:arts. 156, caput, 1ª parte}')[1]).toBe(
      'urn:lex:br:federal:decreto.lei:1941-10-03;3689!art156_cpt',
    );
    expect(keysOf('{L:Lei nº 8.078}, de 11 de setembro de 1990, {L:art. 6º}')[1]).toBe(
      'urn:lex:br:federal:lei:1990-09-11;8078!art6',
    );
    // of another act, which may be named further on
    for (const open of ['{L:art. 5º da CF}, {L:art. 7º}', '{L:CF} e o {L:art. 7º}', '{L:CF}. {L:Art. 7º}'])
      expect(keysOf(open)[1]).toBe('urn:lex:br!art7');
  });
  test('a state that follows the date is whose law it is', () => {
    expect(keysOf('a {L:Lei Complementar 116}, de 30 de junho de 2006, do Estado do Paraná')).toEqual([
      'urn:lex:br;parana:estadual:lei.complementar:2006;116',
    ]);
    expect(keysOf('a {L:Lei nº 5.950}, de 2017; a {L:Lei Orgânica do Distrito Federal}')[0]).toBe(
      'urn:lex:br;distrito.federal:distrital:lei:2017;5950',
    );
  });

  test('numbers go on with the list that they stand in', () => {
    expect(keysOf('as {L:Leis Distritais nºs 27/97}, {L:30/97} e {L:31}, de 5 de maio de 1998')).toEqual([
      'urn:lex:br;distrito.federal:distrital:lei:1997;27',
      'urn:lex:br;distrito.federal:distrital:lei:1997;30',
      'urn:lex:br;distrito.federal:distrital:lei:1998;31',
    ]);
    expect(
      keysOf(
        'a {L:Lei 8.078/90} é longa; este é outro assunto, que nada tem a ver com leis e segue por um bom tempo até {L:12/98}',
      )[1],
    ).toBe('text:12/98');
  });

  test('"a referida lei" and "o mesmo diploma" are the act before them', () => {
    expect(
      keysOf(
        '{L:Lei 8.078/90}, {L:Decreto 3.048/99}, {L:art. 6º da referida lei}, {L:art. 2º do mesmo diploma}; {L:art. 7º} do referido decreto',
      ),
    ).toEqual([
      'urn:lex:br:federal:lei:1990-09-11;8078',
      'urn:lex:br:federal:decreto:1999-05-06;3048',
      'urn:lex:br:federal:lei:1990-09-11;8078!art6',
      'urn:lex:br:federal:lei:1990-09-11;8078!art2',
      'urn:lex:br:federal:decreto:1999-05-06;3048!art7',
    ]);
    expect(keysOf('{L:art. 6º da referida lei}')).toEqual(['urn:lex:br::lei!art6']);
  });

  test('articles in a list are of the law that ends it', () => {
    expect(keysOf('violação dos {L:arts. 2º}, {L:art. 3º} e {L:art. 4º da CLT}, e {L:art. 5º} em tese')).toEqual([
      'urn:lex:br!art2',
      'urn:lex:br:federal:decreto.lei:1943-05-01;5452!art3',
      'urn:lex:br:federal:decreto.lei:1943-05-01;5452!art4',
      'urn:lex:br!art5',
    ]);
  });

  test('a name that parentheses explain is that act wherever it stands again', () => {
    expect(
      keysOf('o {L:Estatuto dos Carteiros} ({L:Decreto Estadual nº 35.530/59}) … o {L:Estatuto dos Carteiros}'),
    ).toEqual([
      'urn:lex:br;:estadual:decreto:1959;35530',
      'urn:lex:br;:estadual:decreto:1959;35530',
      'urn:lex:br;:estadual:decreto:1959;35530',
    ]);
  });

  test('the Code of Civil Procedure is that of the day of the decision', () => {
    const cited = 'o {L:art. 535 do CPC}';
    expect(keysOf(cited, { judgedOn: '2016-03-17' })).toEqual([`${CPC_1973}!art535`]);
    expect(keysOf(cited, { judgedOn: '2016-03-18' })).toEqual(['urn:lex:br:federal:codigo.processo.civil!art535']);
    expect(keysOf(cited, { judgedOn: '2016-03-19' })).toEqual([`${CPC_2015}!art535`]);
    expect(keysOf(cited, { judgedOn: '2016' })).toEqual(['urn:lex:br:federal:codigo.processo.civil!art535']);
    expect(keysOf(`“${cited}” (REsp 1, DJe 5/5/2012)`, { judgedOn: '2018' })).toEqual([
      'urn:lex:br:federal:codigo.processo.civil!art535',
    ]);
    expect(keysOf(`${cited} e o {L:CPC/73}`, { judgedOn: '2018' })[0]).toBe(
      'urn:lex:br:federal:codigo.processo.civil!art535',
    );
    expect(keysOf(`${cited}. Brasília, {T:3 de fevereiro de 2010}`)[0]).toBe(`${CPC_1973}!art535`);
    expect(keysOf('{L:art. 159 do Código Civil}', { judgedOn: '1999-05-05' })).toEqual([
      'urn:lex:br:federal:lei:1916-01-01;3071!art159',
    ]);
  });

  test('the words beside a mention say its kind, its body, and that a code is the old one', () => {
    expect(
      keysOf(
        'a Lei n. {L:8.245/1991}; a {L:Portaria nº 314/1992}, do Instituto Brasileiro do Patrimônio Histórico IPHAN; o {L:art. 85, Código Civil} anterior; o {L:art. 20 do CPC} revogado',
      ),
    ).toEqual([
      'urn:lex:br:federal:lei:1991-10-18;8245',
      'urn:lex:br:instituto.brasileiro.patrimonio.historico:portaria:1992;314',
      'urn:lex:br:federal:lei:1916-01-01;3071!art85',
      `${CPC_1973}!art20`,
    ]);
  });

  test('rules of procedure are those of the court that decides', () => {
    expect(keysOf('{L:art. 21 do Regimento Interno}', { court: 'STF' })).toEqual([
      'urn:lex:br:supremo.tribunal.federal:regimento.interno!art21',
    ]);
    expect(keysOf('{L:art. 21 do Regimento Interno}')).toEqual(['urn:lex:br::regimento.interno!art21']);
  });
});

describe('cases', () => {
  test('one case under two notations is one where the text shows both', () => {
    expect(
      keysOf(
        'RECURSO {J:REsp nº 1.583.083 - RS} ({J:2016/0037260-9}) … no {J:REsp 1.583.083}, registro {J:2016/0037260-9}',
      ),
    ).toEqual(Array(4).fill('stj:resp:1583083'));
    expect(keysOf('{J:Pet nº 128} ({J:1286-49.1996.6.00.0000}) e {J:Pet 128}')).toEqual(
      Array(3).fill('cnj:0001286-49.1996.6.00.0000'),
    );
  });

  test('a number without state or court is the only one of the document that has them', () => {
    expect(keysOf('{J:HC 84.078/MG}, depois {J:HC 84.078}')).toEqual([':hc:84078/mg', ':hc:84078/mg']);
    expect(keysOf('{J:HC 84.078/MG}, {J:HC 84.078/SP}, {J:HC 84.078}')[2]).toBe(':hc:84078');
    expect(keysOf('{J:HC 133.091-AgR}, {J:HC 133.091}')).toEqual(['stf:hc:133091!agr', 'stf:hc:133091']);
  });

  test("a superior court's own súmulas and chambers need no name", () => {
    expect(keysOf('{J:Súmula 7} desta Corte', { court: 'Superior Tribunal de Justiça' })).toEqual(['sumula:stj:7']);
    expect(keysOf('{J:Súmula 7}', { court: 'TJSP' })).toEqual(['sumula::7']);
    expect(
      keysOf('{J:Acórdãos 10/2015}, {J:11/2016}, todos do Plenário, e {J:Acórdão 3/2017} - 1ª Câmara', {
        court: 'TCU',
      }),
    ).toEqual(['tcu:acordao:10/2015:plenario', 'tcu:acordao:11/2016:plenario', 'tcu:acordao:3/2017:1camara']);
  });
});

describe('people', () => {
  test('initials are the one name of the document that they fit', () => {
    const [full, initials, other] = normalizeDocument(
      documentOf('{P:João da Silva Souza}, {P:J. S. Souza}, {P:J. S. Pereira}'),
    );
    expect(initials?.entities[0]?.key).toBe(full?.entities[0]?.key);
    expect(initials?.entities[0]?.rule).toBe('person-initials');
    expect(other?.entities[0]?.key).toBe('j s pereira');
    expect(keysOf('{P:João da Silva Souza}, {P:José Santos Souza}, {P:J. S. Souza}')[2]).toBe('j s souza');
  });

  test('the words before a name say what its bearer is', () => {
    const roles = normalizeDocument(
      documentOf(
        'RELATOR: {P:Min. Fulano de Tal}. Advogado(a): {P:Beltrano Reis}. Recorrente: {P:Sicrano Dias}. O juiz de direito {P:Zé Lima}, e {P:Ana Luz} (OAB/SP 12.345); mas {P:Rui Sá}',
      ),
    ).map(({ role }) => role);
    expect(roles).toEqual(['relator', 'advogado', 'parte', 'juiz', 'advogado', undefined]);
  });

  test('who reports a case is told from other judges, before a name and below it', () => {
    const roles = normalizeDocument(
      documentOf(
        'Relator : Ministro {P:Fulano de Tal}. Votou o Ministro {P:Beltrano Reis}. O Procurador-Geral da República, Dr. {P:Zé Lima}.\n{P:MINISTRA ANA LUZ}\nRelatora\n{P:Rui Sá}\nJUIZ DE DIREITO. {P:Eva Dias}\nRelator: {P:Caio Reis}; votou o Ministro. {P:Ivo Lins}',
      ),
    ).map(({ role }) => role);
    expect(roles).toEqual(['relator', 'juiz', 'procurador', 'relator', 'juiz', undefined, 'relator', undefined]);
  });

  test('a registration identifies, a name does not', () => {
    expect(
      keysOf('{P:Ana Luz} (OAB/SP 12.345) e {P:Ana Luz}, CPF 529.982.247-25; {P:Ana Luz}, CPF 529.982.247-26'),
    ).toEqual(['ana luz | oab:sp:12345', 'ana luz | cpf:52998224725', 'ana luz']);
  });
});

test('a day without a year takes the year that follows it', () => {
  expect(keysOf('em {T:22 de outubro} de 2015, {T:22 de outubro de} 2016, {T:5 de maio}')).toEqual([
    '2015-10-22',
    '2016-10-22',
    '--05-05',
  ]);
});

test('every mention has an entity, in order, whatever its type', () => {
  const document = documentOf('{O:STF} {L:Lei 1} {X:algo} {T:} {L:}'.replaceAll('{X:', '{O:'));
  const results = normalizeDocument(document);
  expect(results).toHaveLength(document.mentions.length);
  for (const { entities } of results) {
    expect(entities.length).toBeGreaterThan(0);
    for (const { key, name } of entities) expect(key !== '' && name !== '').toBe(true);
  }
});
