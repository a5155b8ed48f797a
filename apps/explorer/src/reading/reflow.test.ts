import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reflow } from './reflow.ts';

it('joins lines that only the width of the paper broke', () => {
  const text = [
    'VOTO',
    'Não se vislumbra, na espécie, qualquer nulidade processual',
    'que imponha a cassação do julgado. É como voto, nos termos do que',
    'Maria Exemplo sustentou em plenário, salvo melhor juízo da Câmara.',
    'Processo Parte Data',
    '123 Fulano 2018',
  ].join('\n');
  expect(reflow(text).split('\n')).toEqual([
    'VOTO',
    text.split('\n').slice(1, 4).join(' '),
    'Processo Parte Data',
    '123 Fulano 2018',
  ]);
});

it('moves nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('a', 'Um.', 'x'.repeat(60)))), (lines) => {
      const text = lines.join('\n');
      const flowed = reflow(text);
      expect(flowed).toHaveLength(text.length);
      expect(flowed.replaceAll('\n', ' ')).toBe(text.replaceAll('\n', ' '));
    }),
  );
});
