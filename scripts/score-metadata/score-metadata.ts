import { readFileSync } from 'node:fs';
import type { Metadata, MetadataField } from '@acervo/legal';

const FIELDS: readonly MetadataField[] = ['title', 'court', 'caseNumber', 'class', 'rapporteur', 'judgedOn'];

/** How the values of one field compare with what a person read in the same documents. */
export interface FieldScore {
  readonly right: number;
  /** Another value than the expected one, or one where none is expected. */
  readonly wrong: string[];
  /** Nothing where a value is expected. */
  readonly missing: string[];
}

/** The expected values by file name, as packages/legal/gold/README.md describes them; an empty one means that there is none. */
export function readExpected(): Map<string, ReadonlyMap<MetadataField, string>> {
  const gold = new URL('../../packages/legal/gold/metadata.tsv', import.meta.url);
  const [, ...rows] = readFileSync(gold, 'utf8').trimEnd().split('\n');
  return new Map(
    rows.map((row) => {
      const [file = '', ...values] = row.split('\t');
      return [file, new Map(FIELDS.map((field, index) => [field, values[index] ?? '']))];
    }),
  );
}

/** Compares what was read of each file with what is expected of it. */
export function scoreMetadata(found: ReadonlyMap<string, Metadata>): Map<MetadataField, FieldScore> {
  const expected = readExpected();
  return new Map(
    FIELDS.map((field) => {
      let right = 0;
      const wrong: string[] = [];
      const missing: string[] = [];
      for (const [file, metadata] of found) {
        const wanted = expected.get(file)?.get(field) ?? '';
        const value = metadata[field]?.value;
        if (value === undefined) {
          if (wanted !== '') missing.push(file);
        } else if (value === wanted) right++;
        else wrong.push(file);
      }
      return [field, { right, wrong, missing }];
    }),
  );
}
