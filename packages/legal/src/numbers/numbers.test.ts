import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CNPJ, isCnpj } from './cnpj.ts';
import { CPF, isCpf } from './cpf.ts';
import { EMAIL } from './email.ts';
import { findNumbers } from './find-numbers.ts';
import { MONEY, writtenAmount } from './money.ts';
import { OAB } from './oab.ts';
import { parseUserRules } from './parse-user-rules.ts';
import { UserRuleError } from './user-rules.ts';

function found(text: string, rules?: Parameters<typeof findNumbers>[1]) {
  return findNumbers(text, rules).map(({ type, entity }) => `${type} ${entity.key}`);
}

test('CPF and CNPJ are found by their form and checked by their digits', () => {
  expect(found('CPF 529.982.247-25, CPF nº 52998224725, CNPJ 11.222.333/0001-81 e 12.ABC.345/01DE-35')).toEqual([
    'CPF cpf:52998224725',
    'CPF cpf:52998224725',
    'CNPJ cnpj:11222333000181',
    'CNPJ cnpj:12ABC34501DE35',
  ]);
  const [wrong] = findNumbers('CPF 529.982.247-26');
  expect(wrong?.entity.attributes['valid']).toBe(false);
  expect(found('protocolo 52998224726')).toEqual([]);
  expect(isCpf('11111111111')).toBe(false);
  expect(isCnpj('12ABC34501DE35')).toBe(true); // the example of Instrução Normativa RFB 2.229/2024
  expect(isCnpj('12ABC34501DE36')).toBe(false);
});

test('a CPF with one digit changed is not a CPF', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = [...'52998224725'];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(isCpf(digits.join(''))).toBe(false);
    }),
  );
});

test('registrations of lawyers, amounts and addresses', () => {
  expect(found('OAB/SP 123.456, OAB nº 12.345/RJ, OAB-DF 9876-A, OAB 5')).toEqual([
    'OAB oab:sp:123456',
    'OAB oab:rj:12345',
    'OAB oab:df:9876a',
  ]);
  expect(found('R$ 1.234,56, R$45.000,00, R$ 2,5 milhões, R$ 10 mil')).toEqual([
    'DINHEIRO brl:1234.56',
    'DINHEIRO brl:45000.00',
    'DINHEIRO brl:2500000.00',
    'DINHEIRO brl:10000.00',
  ]);
  expect(found('escreva a Fulano.Tal@tjxx.jus.br.')).toEqual(['EMAIL email:fulano.tal@tjxx.jus.br']);
});

test('positions are those of the text', () => {
  const text = '𝔄 CPF 529.982.247-25 e R$ 5,00';
  for (const { start, end, text: mention } of findNumbers(text)) expect(text.slice(start, end)).toBe(mention);
});

test("a user's rules: patterns with check digits, and words", () => {
  const rules = parseUserRules(`
- type: PROCESSO_SEI
  pattern: '\\d{5}\\.\\d{6}/\\d{4}-\\d{2}'
- type: CONTA
  pattern: 'conta \\d{5}-\\d'
  check: modulo11
- type: DROGA
  words: [maconha, 'cloridrato de cocaína']
`);
  expect(found('SEI 00123.004567/2020-11; MACONHA e Cloridrato de Cocaina; macônhas', rules)).toEqual([
    'PROCESSO_SEI processo_sei:00123004567202011',
    'DROGA droga:maconha',
    'DROGA droga:cloridrato de cocaina',
  ]);
  const valid = findNumbers('conta 12345-5 ou conta 12345-6', rules).map(({ entity }) => entity.attributes['valid']);
  expect(valid).toEqual([false, false]); // letters are no part of what is checked
});

test('a rule that cannot be used says which and why', () => {
  const bad: [yaml: string, index: number][] = [
    ['type: X', -1],
    ['- [', -1],
    ['- type: x\n  words: [a]', 0],
    ['- type: X', 0],
    ['- type: PESSOA\n  words: [a]', 0],
    ["- type: X\n  words: ['...']", 0],
    ["- type: A\n  words: [a]\n- type: X\n  pattern: '('", 1],
    ["- type: X\n  pattern: '(a+)+b'", 0],
    ["- type: X\n  pattern: 'a*b'", 0],
    ["- type: X\n  pattern: '(a{1,9}){1,9}'", 0],
    ["- type: X\n  pattern: '(a)\\1'", 0],
    ["- type: X\n  pattern: 'a{0,99}a{0,99}'", 0],
    ["- type: X\n  pattern: 'a{0,999}b'", 0],
    ["- type: X\n  pattern: 'a{999}b{999}'", 0],
    [`- type: X\n  words: [${'a'.repeat(201)}]`, 0],
    ["- type: X\n  pattern: 'a'\n  check: luhn", 0],
  ];
  for (const [yaml, index] of bad) {
    const error = (() => {
      try {
        return parseUserRules(yaml);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error, yaml).toBeInstanceOf(UserRuleError);
    expect((error as UserRuleError).index, yaml).toBe(index);
  }
});

test('a long text is searched in pieces, with what a search of the whole finds', () => {
  const rules = parseUserRules("- type: X\n  pattern: 'x{290}(?=y|$)'\n- type: Y\n  words: ['ação de despejo']\n");
  const pieces = [
    '529.982.247-25 ',
    'a.b@c.com.br',
    ' OAB/SP 1.234 ',
    'R$ 1.234,56 mil',
    'x'.repeat(290),
    'y',
    'Ação de\ndespejo',
    '𝔄',
    '.'.repeat(700),
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { minLength: 100, maxLength: 200 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const whole = [CPF, CNPJ, OAB, MONEY, EMAIL, ...rules].flatMap(({ type, pattern, read }) =>
        [...text.matchAll(pattern)].filter(read).map((match) => [type, match.index, match[0]]),
      );
      const inPieces = findNumbers(text, rules);
      const placed = inPieces.map(({ type, start, text: found }) => [type, start, found]);
      const inOrder = (a: unknown[], b: unknown[]) =>
        Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1);
      expect(placed.sort(inOrder)).toEqual(whole.sort(inOrder));
      expect(inPieces.every((found) => text.slice(found.start, found.end) === found.text)).toBe(true);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test.each([
  ['1000', 'R$ 1.000'],
  ['R$ 1234567,50', 'R$ 1.234.567,50'],
  ['R$50', 'R$ 50'],
  ['1.000', '1.000'],
  ['mil reais', 'mil reais'],
  ['', ''],
])('an amount asked for as %j is looked for as %j', (text, expected) => {
  expect(writtenAmount(text)).toBe(expected);
});
