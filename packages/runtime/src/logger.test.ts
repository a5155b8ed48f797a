import { expect, test } from 'vitest';
import { describeError } from './logger.ts';
import { PipelineError } from './pipeline-error.ts';

test('of a foreign error the log gets its class and code, of ours also the message', () => {
  const foreign = Object.assign(new Error('Maria Exemplo da Silva'), { code: '23505' });
  const described = describeError(new PipelineError('database-failed', 'document 7', { cause: foreign }));
  expect(described).toMatchObject({ code: 'database-failed', message: 'document 7', cause: { code: '23505' } });
  expect(JSON.stringify(described)).not.toContain('Maria');
});
