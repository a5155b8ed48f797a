/** What values of a column are. `id`: a whole number beyond 32 bits; `json`: an object; positions and counts are `integer`. */
export type ColumnType = 'id' | 'integer' | 'real' | 'text' | 'date' | 'json';

/** A column of an exported table, with what it means in both languages. */
export interface ExportColumn<Name extends string = string> {
  readonly name: Name;
  readonly type: ColumnType;
  /** Whether values may be missing. */
  readonly nullable: boolean;
  readonly en: string;
  readonly pt: string;
}

/** A column without missing values. */
export const column = <Name extends string>(
  name: Name,
  type: ColumnType,
  en: string,
  pt: string,
): ExportColumn<Name> => ({ name, type, nullable: false, en, pt });

/** A column in which values may be missing. */
export const optional = <Name extends string>(
  name: Name,
  type: ColumnType,
  en: string,
  pt: string,
): ExportColumn<Name> => ({ name, type, nullable: true, en, pt });
