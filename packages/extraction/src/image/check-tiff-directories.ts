import { ExtractionFailure } from '../child/extraction-failure.ts';

const LITTLE_ENDIAN = 0x4949;
const ENTRY_BYTES = 12;
/** Bytes of a value by its type, 1 to 13 (TIFF 6.0, section 2; 13: a directory). */
const VALUE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** Tags that lead to further directories: SubIFDs, Exif, GPS, and the two that utif2 follows besides. */
const POINTERS = new Set([330, 34665, 34853, 50740, 61440]);

/** Walks all directories of a TIFF as utif2 will, which would go round a ring for ever, and believe any number of values.
 *  @throws {ExtractionFailure} `corrupt`, `too-large`
 *  @throws {RangeError} where a directory lies beyond the end */
export function checkTiffDirectories(view: DataView, maxPages: number): void {
  const little = view.getUint16(0) === LITTLE_ENDIAN;
  const seen = new Set<number>();
  let values = 0;
  const visit = (at: number): number => {
    if (seen.has(at)) throw new ExtractionFailure('corrupt', 'a directory of a TIFF leads back to itself');
    seen.add(at);
    const entries = view.getUint16(at, little);
    const end = at + 2 + entries * ENTRY_BYTES;
    for (let entry = at + 2; entry < end; entry += ENTRY_BYTES) {
      const count = view.getUint32(entry + 4, little);
      const size = VALUE_BYTES[view.getUint16(entry + 2, little)] ?? 0;
      values += count;
      if (count * size > view.byteLength || values > view.byteLength)
        throw new ExtractionFailure('corrupt', 'more values in a TIFF than bytes');
      if (!POINTERS.has(view.getUint16(entry, little)) || size !== 4) continue;
      const first = count === 1 ? entry + 8 : view.getUint32(entry + 8, little);
      for (let index = 0; index < count; index++) visit(view.getUint32(first + 4 * index, little));
    }
    return view.getUint32(end, little);
  };
  for (let at = view.getUint32(4, little), pages = 0; at !== 0; at = visit(at))
    if (++pages > maxPages) throw new ExtractionFailure('too-large', `over ${maxPages} pages`);
}
