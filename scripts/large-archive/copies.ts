import { bandsOf, estimateSimilarity, type Fingerprint, fingerprintText } from '@acervo/db';

/** Version of how documents are compared, as ingest stores it. */
const METHOD = 1;
/** What nearly a copy says besides. */
const ADDED = ' Publique-se e intime-se.';

/** Every tenth document is a download of the one before it. */
export const isCopy = (id: number): boolean => id % 10 === 0;
/** Every twentieth is nearly the one before it. */
const isNearCopy = (id: number): boolean => id % 20 === 5;

/** The document whose decision a document is: mostly itself. */
export const originalOf = (id: number): number => id - Number(isCopy(id) || isNearCopy(id));

/** The text of a document whose original has this one. */
export const textOfCopy = (id: number, text: string): string => (isNearCopy(id) ? text + ADDED : text);

/** Writes the rows of `document_copies` and `sketch_bands` for documents in the order of their ids. */
export function linkInvented() {
  let before: Fingerprint | undefined;
  return (id: number, text: string): { copy: string; bands: string } => {
    const fingerprint = fingerprintAtOnce(text);
    const original = before;
    before = fingerprint;
    const tail = isCopy(id) ? `${id - 1}\t\\N\t\\N` : isNearCopy(id) ? `\\N\t${id - 1}\t` : '\\N\t\\N\t\\N';
    if (fingerprint === undefined) return { copy: `${id}\t${METHOD}\t\\N\t\\N\t\\N\t\\N\t\\N\tt\n`, bands: '' };
    const { bareTextHash, sketch } = fingerprint;
    const similarity = isNearCopy(id) && original ? estimateSimilarity(sketch, original.sketch) : '';
    return {
      copy: `${id}\t${METHOD}\t\\\\x${bareTextHash.toString('hex')}\t\\\\x${sketch.toString('hex')}\t${tail}${similarity}\tt\n`,
      bands: originalOf(id) === id ? [...new Set(bandsOf(sketch))].map((band) => `${band}\t${id}\n`).join('') : '',
    };
  };
}

function fingerprintAtOnce(text: string): Fingerprint | undefined {
  const steps = fingerprintText(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
