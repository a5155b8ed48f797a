import { expect, it } from 'vitest';
import { inventText } from '../../test/invented-text.ts';
import { TINY_BERT } from '../../test/model-folders.ts';
import { readModelFolder } from '../model/read-model-folder.ts';
import { openDocument } from './document.ts';
import { loadModel } from './load-model.ts';

async function openText(text: string) {
  const model = await loadModel(await readModelFolder(TINY_BERT));
  const document = openDocument(1, text, undefined, model);
  const logits = (tokens: number) => new Float32Array(tokens * model.scheme.labels);
  return { document, logits };
}

it('counts each word when its scores come back, and those without a token when they are read', async () => {
  const { document, logits } = await openText(`${inventText(2000, 1)} \u0301\u200b fim`);
  for (let window = document.nextWindow(); window; window = document.nextWindow()) {
    document.addLogits(window, logits(window.tokens.length), 0);
  }
  expect(document.finish()?.counts.words).toBeGreaterThan(2000);
});

it('does not end well when a window kept fewer words than are its own', async () => {
  const { document, logits } = await openText(inventText(2000, 1));
  for (let window = document.nextWindow(); window; window = document.nextWindow()) {
    const keptEnd = window.index === 1 ? window.keptEnd - 1 : window.keptEnd;
    document.addLogits({ ...window, keptEnd }, logits(window.tokens.length), 0);
  }
  expect(() => document.finish()).toThrow(expect.objectContaining({ code: 'internal' }));
});
