const EXIF = 0x45786966;
const LITTLE_ENDIAN = 0x4949;
const ORIENTATION = 0x0112;
/** Orientations from here on lie on their side. */
const FIRST_ON_SIDE = 5;

/** Whether a camera wrote (Exif 2.32, 4.6.4) that its image is to be shown turned by a quarter.
 *  @param at where the content of an APP1 segment begins
 *  @throws {RangeError} where the file ends before */
export function isOnItsSide(view: DataView, at: number): boolean {
  if (view.getUint32(at) !== EXIF) return false;
  const head = at + 6;
  const little = view.getUint16(head) === LITTLE_ENDIAN;
  const directory = head + view.getUint32(head + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + 12 * entries; entry += 12)
    if (view.getUint16(entry, little) === ORIENTATION) return view.getUint16(entry + 8, little) >= FIRST_ON_SIDE;
  return false;
}
