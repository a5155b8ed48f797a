import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { joinWords, type Token } from '@acervo/ner-core';
import { TEST_DATA } from './model-folders.ts';

/** What transformers makes of some words; see `make-oracles.py`. */
export interface ReferenceCase {
  readonly title: string;
  readonly words: readonly string[];
  /** `[word]`, its tokens. */
  readonly lengths: readonly number[];
  /** Token ids of the first window, special tokens included. */
  readonly ids: readonly number[];
  /** Ids of the whole and the hash of their JSON, where one window does not hold them. */
  readonly count?: number;
  readonly sha256?: string;
  /** `[word, label]`, of the first tokens of the words that have one in the first window. */
  readonly logits: readonly (readonly number[])[];
  /** `[first word, end word, type]`, where the first window decides them all. */
  readonly entities?: readonly (readonly [number, number, string])[];
}

/** The oracles of one model. */
export interface ReferenceOracles {
  readonly versions: Readonly<Record<string, string>>;
  /** Foreign entity types to ours; empty where the model has ours. */
  readonly labelMap: Readonly<Record<string, string>>;
  readonly cases: readonly ReferenceCase[];
}

/** Reads the oracles of the test model `name`. */
export async function readReferenceOracles(name: string): Promise<ReferenceOracles> {
  return JSON.parse(await readFile(join(TEST_DATA, `${name}-oracles.json`), 'utf8')) as ReferenceOracles;
}

/** Columns of the case's ids that have logits in the oracle. */
export function firstTokens({ lengths, logits }: ReferenceCase): number[] {
  let at = 1;
  const columns: number[] = [];
  for (const length of lengths) {
    if (length > 0) columns.push(at);
    at += length;
  }
  return columns.slice(0, logits.length);
}

/** The case's words as a text, and where they stand in it. */
export function textOf({ words }: ReferenceCase): ReturnType<typeof joinWords> {
  return joinWords([words]);
}

/** `[word]`, how many of the tokens are its. */
export function countByWord(tokens: readonly Token[], words: number): number[] {
  const counts = Array.from({ length: words }, () => 0);
  for (const { word } of tokens) counts[word]! += 1;
  return counts;
}
