import type { ModelRow, RulesRow } from '@acervo/db';
import { NORMALIZER_VERSION } from '@acervo/legal';
import { readVersion } from '../read-version.ts';
import type { Exported, ExportSettings } from './export-archive.ts';
import type { PseudonymKey } from './key-file.ts';

/** What a person gave as filters, to be written down. */
interface GivenFilters {
  readonly court?: readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly source?: readonly string[];
  readonly docs?: readonly string[];
}

/** The manifest: which data, by what, chosen how, in which files. Of a pseudonymized export it holds no path. */
export function describeExport(
  exported: Exported,
  { format, filter, contextCodePoints, pseudonymize }: ExportSettings,
  {
    model,
    rules,
    given: { court = [], from, until, source = [], docs = [] },
    key,
    keep,
  }: {
    model: ModelRow;
    rules: RulesRow | undefined;
    given: GivenFilters;
    key: PseudonymKey | undefined;
    keep: readonly string[];
  },
) {
  const paths = (some: readonly string[]) => (pseudonymize === undefined ? some : some.length);
  return {
    manifest: 'acervo-export/1',
    id: exported.id,
    snapshot: exported.snapshot,
    acervo: readVersion(),
    model: { name: model.name, hash: model.hash, settings: model.settings },
    // a user's own words may be names
    rules: rules && { version: rules.version, hash: rules.hash, ...(key === undefined ? { yaml: rules.yaml } : {}) },
    normalizerVersion: NORMALIZER_VERSION,
    format,
    positions: 'Unicode code points, half-open, the first is 0',
    filters: {
      types: filter.types ?? 'all',
      minScores: filter.thresholds ?? {},
      courts: court,
      from: from ?? null,
      until: until ?? null,
      sources: paths(source),
      docs: paths(docs),
      contextCodePoints,
    },
    documents: exported.documents,
    files: exported.files,
    pseudonymized:
      key === undefined
        ? null
        : { keyFingerprint: key.fingerprint, kept: keep, replaced: exported.replaced, leaks: exported.leaks },
  };
}
