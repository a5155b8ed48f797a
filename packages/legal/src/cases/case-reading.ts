/** A case or precedent as far as a text identifies it: the parts of its key. */
export interface CaseReading {
  /** What made it: explains the key. */
  readonly rule: 'cnj' | 'class-number' | 'series' | 'sumula' | 'tema' | 'tcu' | 'review' | 'law-as-precedent';
  /** The court's id; empty where it is not known. */
  readonly court: string;
  /** The class or kind, `hc`, `sumula`, `acordao`; empty for numbers that need none. */
  readonly kind: string;
  readonly number: string;
  /** Two lower-case letters. */
  readonly uf?: string;
  /** In the order in which they were raised. */
  readonly incidents?: readonly string[];
  /** Item of a súmula, 1… */
  readonly item?: string;
  /** `desta Corte`: the court that decides, which the document's facts name. */
  readonly own?: boolean;
  /** Chamber of the TCU, `plenario`, `1camara`. */
  readonly chamber?: string;
  /** Section of a court that counts for itself, `sdi1`. */
  readonly section?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** The canonical key, and that of the case without incident or item, where there is one. */
export function keyOf(reading: CaseReading): { key: string; whole?: string } {
  const { rule, court, kind, number, uf, incidents = [], item, chamber, section } = reading;
  if (rule === 'cnj') return { key: `cnj:${number}` };
  if (rule === 'law-as-precedent') return { key: number };
  if (rule === 'series' || rule === 'review')
    return { key: `${court || kind}:${kind && court ? `${kind}:` : ''}${number}` };
  if (rule === 'sumula' || rule === 'tema') {
    const whole = [kind, ...(court || kind === 'sumula' ? [court] : []), ...(section ? [section] : []), number].join(
      ':',
    );
    return item === undefined ? { key: whole } : { key: `${whole}!item${item}`, whole };
  }
  if (rule === 'tcu') return { key: [court, kind, number, ...(chamber ? [chamber] : [])].join(':') };
  const whole = `${court}:${kind}:${number}${court === '' && uf ? `/${uf}` : ''}`;
  return incidents.length === 0 ? { key: whole } : { key: `${whole}!${incidents.join('_')}`, whole };
}
