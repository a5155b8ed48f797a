import type { DifferingReading } from '@acervo/db';
import { splitWords } from '@acervo/ner-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differingWindows } from './differing-windows.ts';

const TEXT = `Vistos os autos em epígrafe e ouvido o Ministério Público. O réu João da Silva recorreu da sentença nos termos
do art. 186 da Lei nº 10.406, de 2002. Nada mais havendo a tratar, encerrou-se a presente audiência de instrução.`;

/** A span of TEXT by what it says. */
function span(text: string) {
  const start = TEXT.indexOf(text);
  return { start, end: start + text.length };
}

function reading(parts: Partial<DifferingReading>): DifferingReading {
  return { text: TEXT, path: null, differences: [], a: [], b: [], ...parts };
}

const said = (words: readonly { start: number; end: number }[]) =>
  words.map(({ start, end }) => TEXT.slice(start, end)).join(' ');

test('a window is the sentence around a difference, an abbreviation being no end', () => {
  const law = span('Lei nº 10.406');
  const longer = span('art. 186 da Lei nº 10.406, de 2002');
  const [window, ...others] = differingWindows(
    reading({
      differences: [{ kind: 'moved', ...longer }],
      a: [
        { ...span('João da Silva'), type: 'PESSOA' },
        { ...law, type: 'LEGISLACAO' },
      ],
      b: [{ ...longer, type: 'LEGISLACAO' }],
    }),
  );
  expect(others).toEqual([]);
  expect(said(window?.words ?? [])).toMatch(/^O réu João da Silva .* art \. 186 .* audiência de instrução \.$/);
  const rows = window?.words.map(({ start, end }, at) => [
    TEXT.slice(start, end),
    window.labelsA[at],
    window.labelsB[at],
  ]);
  expect(rows?.slice(2, 4)).toEqual([
    ['João', 'B-PESSOA', 'O'],
    ['da', 'I-PESSOA', 'O'],
  ]);
  expect(rows?.slice(11, 18)).toEqual([
    ['art', 'O', 'B-LEGISLACAO'],
    ['.', 'O', 'I-LEGISLACAO'],
    ['186', 'O', 'I-LEGISLACAO'],
    ['da', 'O', 'I-LEGISLACAO'],
    ['Lei', 'B-LEGISLACAO', 'I-LEGISLACAO'],
    ['nº', 'I-LEGISLACAO', 'I-LEGISLACAO'],
    ['10.406', 'I-LEGISLACAO', 'I-LEGISLACAO'],
  ]);
});

const words = [...splitWords(TEXT.repeat(20))];
const at = fc.nat({ max: words.length - 1 });

test('every difference is in a window, no word in two, and no mention is cut', () => {
  fc.assert(
    fc.property(fc.uniqueArray(at, { maxLength: 12 }), fc.uniqueArray(at, { maxLength: 12 }), (inA, inB) => {
      // a mention goes on to the next one's word, or over three words
      const mentions = (firsts: readonly number[]) => {
        const sorted = [...firsts].sort((one, other) => one - other);
        return sorted.map((first, index) => {
          const last = Math.min(first + 2, (sorted[index + 1] ?? words.length) - 1, words.length - 1);
          return { start: words[first]!.start, end: words[last]!.end, type: 'PESSOA' as const };
        });
      };
      const [a, b] = [mentions(inA), mentions(inB)];
      const differences = [
        ...a.map(({ start, end }) => ({ kind: 'removed' as const, start, end })),
        ...b.map(({ start, end }) => ({ kind: 'added' as const, start, end })),
      ].sort((one, other) => one.start - other.start || one.end - other.end);
      const found = differingWindows({ text: TEXT.repeat(20), path: null, differences, a, b });
      const ranges = found.map((each) => [each.words[0]!.start, each.words.at(-1)!.end] as const);
      for (const { start, end } of differences)
        expect(ranges.filter(([from, to]) => from <= start && end <= to)).toHaveLength(1);
      for (const [index, [from]] of ranges.entries())
        if (index > 0) expect(from).toBeGreaterThanOrEqual(ranges[index - 1]![1]);
      for (const { labelsA, labelsB } of found)
        for (const labels of [labelsA, labelsB]) expect(labels[0]).not.toMatch(/^I/);
      const count = (labels: 'labelsA' | 'labelsB') =>
        found.flatMap((each) => each[labels]).filter((label) => label.startsWith('B-')).length;
      expect([count('labelsA'), count('labelsB')]).toEqual([a.length, b.length]);
    }),
  );
});
