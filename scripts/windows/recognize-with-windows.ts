import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openRecognizer } from '@acervo/inference';
import type { RunningText, TypedSpan } from '@acervo/ner-core';
import type { Setting } from './parse-setting.ts';

/** What a setting found and what it took. */
export interface Answer {
  /** `[document][entity]`, UTF-16 offsets into the document's text. */
  readonly mentions: readonly (readonly TypedSpan[])[];
  readonly tokens: number;
  /** Tokens that went through the graph: what windows share twice, with [CLS] and [SEP], without padding. */
  readonly processedTokens: number;
  readonly seconds: number;
}

/** Recognizes all documents on their given words with a copy of the model whose `acervo.json` asks for these windows. */
export async function recognizeWithWindows(
  folder: string,
  { windowTokens, overlapTokens }: Setting,
  documents: readonly RunningText[],
): Promise<Answer> {
  const copies = await mkdtemp(join(tmpdir(), 'acervo-windows-'));
  try {
    const copy = join(copies, basename(folder));
    await cp(folder, copy, {
      recursive: true,
      filter: (path) => !path.endsWith('.pt') && !path.endsWith('.safetensors'),
    });
    const path = join(copy, 'acervo.json');
    const given: object = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
    await writeFile(path, JSON.stringify({ ...given, windowTokens, overlapTokens }));

    await using recognizer = await openRecognizer({ folder: copy });
    await recognizer.recognize(documents[0]?.text.slice(0, 500) ?? ''); // sessions warm
    const before = recognizer.statistics().tokens;
    const started = performance.now();
    const found = await Promise.all(documents.map(({ text, words }) => recognizer.recognize(text, { words })));
    return {
      mentions: found.map(({ mentions }) => mentions),
      tokens: found.reduce((sum, { tokens }) => sum + tokens, 0),
      processedTokens: recognizer.statistics().tokens - before,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}
