import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openLeakCheck } from './leak-check.ts';
import { candidateKeys, pseudonymizeDocument } from './pseudonymize-document.ts';
import { openPseudonyms } from './pseudonyms.ts';
import { replaceSpans } from './replace-spans.ts';
import type { Role } from './roles.ts';

const pseudonyms = openPseudonyms(Buffer.alloc(32, 7));
const MARIA = pseudonyms.person('Maria Aparecida de Souza');

/** `[…]` marks the model's mentions of people, `{…}` those of laws and places. */
function pseudonymize(marked: string, { keep = [], known = [] }: { keep?: Role[]; known?: string[] } = {}) {
  const spans: Record<'[' | '{', { start: number; end: number }[]> = { '[': [], '{': [] };
  let text = '';
  for (const part of marked.split(/(\[[^\]]*\]|\{[^}]*\})/)) {
    const kind = part[0] as '[' | '{';
    const inner = kind in spans ? part.slice(1, -1) : part;
    spans[kind]?.push({ start: text.length, end: text.length + inner.length });
    text += inner;
  }
  return pseudonymizeDocument(text, {
    people: spans['['],
    bearers: spans['{'],
    known: new Set(known),
    keep,
    pseudonyms,
  });
}

it('a name is replaced wherever it stands, by one pseudonym for all its spellings; titles stay', () => {
  const { text, counts } = pseudonymize(
    'A [Dra. Maria Aparecida de Souza] falou. MARIA APARECIDA\nDE SOUZA, maria aparecida souza. Ministra Maria Aparecida de Souza.',
  );
  const [first = '', second = '', third = '', fourth = ''] = text.match(/Pessoa-\w{10}/g) ?? [];
  expect(text).toBe(`A Dra. ${first} falou. ${second}, ${third}. Ministra ${fourth}.`);
  expect([first, second, fourth]).toEqual([MARIA, MARIA, MARIA]);
  expect(counts).toMatchObject({ recognized: 1, searched: 3 });
});

it('single words of a name are replaced where they begin with a capital and are not a place or a law', () => {
  const { text } = pseudonymize(
    '[Maria Aparecida de Souza] e [Paulo Rosa]. Souza plantou uma rosa em São Paulo, na {Serra de Souza}; a {Lei Maria da Penha} e M. A. Souza.',
  );
  expect(text.replaceAll(/Pessoa-\w{10}/g, '*')).toBe(
    '* e *. * plantou uma rosa em São Paulo, na Serra de Souza; a Lei Maria da Penha e M. A. *.',
  );
});

it('full names recognized in other documents are replaced, but for laws that bear them', () => {
  const marked = 'Depôs Joana Exemplo Lima. Conforme a {Lei Joana Exemplo Lima}.';
  expect(candidateKeys('Depôs Joana Exemplo Lima.')).toContain('joana exemplo lima');
  const { text } = pseudonymize(marked, { known: ['joana exemplo lima'] });
  expect(text).toBe(`Depôs ${pseudonyms.person('Joana Exemplo Lima')}. Conforme a Lei Joana Exemplo Lima.`);
});

it('who signs is replaced without a model', () => {
  const { text } = pseudonymize(
    'Documento assinado eletronicamente por MARIA APARECIDA DE SOUZA em 1º de maio. Souza.',
  );
  expect(text).toBe(`Documento assinado eletronicamente por ${MARIA} em 1º de maio. ${pseudonyms.person('Souza')}.`);
});

it.each<[Role, string]>([
  ['judge', 'Relator: [Ministro João Lima]. Presentes [João Lima] e a autora'],
  ['judge', 'A [Desembargadora João Lima] votou com a autora'],
  ['judge', '[João Lima]\nJuiz de Direito\nAutora:'],
  ['lawyer', 'Advogado: [João Lima] (OAB). Autora:'],
  ['prosecutor', 'O Promotor de Justiça [João Lima] denunciou a autora'],
])('keeps a %s on request: %s', (role, marked) => {
  const all = `${marked} [Maria Aparecida de Souza].`;
  expect(pseudonymize(all, { keep: [role] }).text).toContain('João Lima');
  expect(pseudonymize(all, { keep: [role] }).text).not.toContain('Souza');
  expect(pseudonymize(all).text).not.toContain('Lima');
});

it('a mention moves with the text, and its edges never fall into a pseudonym', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(60), fc.nat(10), fc.constantFrom('Pessoa-AAAAAAAAAA', 'X-BBBBBBBBBB')), {
        maxLength: 8,
      }),
      fc.nat(60),
      fc.nat(20),
      (text, given, start, length) => {
        const clamp = (at: number) => Math.min(at, text.length);
        const replacements = given.map(([from, size, by]) => ({ start: clamp(from), end: clamp(from + size), by }));
        const span = { start: clamp(start), end: clamp(start + length) };
        const { text: replaced, move } = replaceSpans(text, replacements);
        const moved = move(span);
        const untouched = replacements.every(
          (each) => each.start === each.end || each.end <= span.start || span.end <= each.start,
        );
        if (untouched && span.start < span.end)
          expect(replaced.slice(moved.start, moved.end)).toBe(text.slice(span.start, span.end));
        expect(moved.start).toBeLessThanOrEqual(moved.end);
        expect(move({ start: 0, end: text.length })).toEqual({ start: 0, end: replaced.length });
      },
    ),
  );
});

it('the check finds names that were not replaced, whatever stands between their letters, and only those', () => {
  const left = (written: string, name: string) => {
    const check = openLeakCheck();
    check.look(['outra coisa', written], new Set([name]));
    return check.counts();
  };
  for (const written of [
    'Maria Aparecida de Souza',
    'MARIA APARE-\nCIDA DE SOUZA',
    'mariaaparecidadesouza@exemplo',
    'M a r i a  Aparecida.de.Souza',
  ])
    expect(left(`… ${written} …`, 'Maria Aparecida de Souza'), written).toMatchObject({
      names: 1,
      namesLeft: 1,
      occurrencesLeft: 1,
    });
  expect(left(`a rosa ${MARIA} e Souza`, 'Maria Rosa de Souza')).toMatchObject({
    names: 1,
    namesLeft: 0,
    wordsLeft: 1,
    lowerCaseWordsLeft: 1,
  });
});

it('pseudonyms depend on the key and on nothing else', () => {
  const again = openPseudonyms(Buffer.alloc(32, 7));
  const other = openPseudonyms(Buffer.alloc(32, 8));
  expect(again.person('Min. MARIA APARECIDA DE SOUZA')).toBe(MARIA);
  expect(other.person('Maria Aparecida de Souza')).not.toBe(MARIA);
  expect(MARIA).toMatch(/^Pessoa-[0-9A-HJKMNP-TV-Z]{10}$/);
});
