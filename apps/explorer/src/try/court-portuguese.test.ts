import { expect, it } from 'vitest';
import { doubtText } from './court-portuguese.ts';
import { EXAMPLES } from './examples.ts';

it('finds nothing to doubt in the examples from courts, also in capitals', () => {
  for (const { title, text } of EXAMPLES.slice(0, 4)) expect(doubtText(text), title.pt).toBeUndefined();
});

it('says which texts are not what the models were made for', () => {
  expect(doubtText(EXAMPLES[4]!.text)).toBe('not-court');
  expect(doubtText('Maria da Silva')).toBe('short');
  expect(doubtText('')).toBe('short');
  const spanish = `El tribunal supremo dictó sentencia en el recurso de casación interpuesto por la empresa contra la resolución
    de la audiencia provincial, y declaró que la demanda no había sido presentada en plazo por el demandante`;
  expect(doubtText(spanish)).toBe('not-portuguese');
  const english = `The court of appeals held that the statute does not apply to the defendant, and the judgment of the lower court
    was reversed and remanded for further proceedings consistent with this opinion`;
  expect(doubtText(english)).toBe('not-portuguese');
});
