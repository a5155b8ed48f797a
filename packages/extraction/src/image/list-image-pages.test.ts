import UTIF from 'utif2';
import { expect, test } from 'vitest';
import { listImagePages } from './list-image-pages.ts';

/** A TIFF of one gray page. */
function makeTiff(width: number, height: number): Buffer {
  return Buffer.from(UTIF.encodeImage(new Uint8Array(4 * width * height).fill(200), width, height));
}

/** Where its first directory begins, and where that says where the next one is. */
function findDirectory(file: Buffer): { at: number; next: number } {
  const at = file.readUInt32BE(4);
  return { at, next: at + 2 + 12 * file.readUInt16BE(at) };
}

const list = (file: Buffer) => listImagePages(new Uint8Array(file));

test('a TIFF tells its pages, and gives the pixels of one each time anew', () => {
  const [page] = list(makeTiff(30, 20)) ?? [];
  expect(page).toMatchObject({ pixelWidth: 30, pixelHeight: 20 });
  const [first, second] = [page!.decode!(), page!.decode!()];
  expect(first.length).toBe(4 * 30 * 20);
  expect(second).toEqual(first);
  expect(second.buffer).not.toBe(first.buffer);
});

test('a ring of directories in a TIFF is damage, also one over a directory inside of another', () => {
  const ring = makeTiff(30, 20);
  const { at, next } = findDirectory(ring);
  ring.writeUInt32BE(at, next);
  expect(() => list(ring)).toThrow(expect.objectContaining({ code: 'corrupt' }));
  const inner = makeTiff(30, 20);
  const last = next - 12;
  inner.writeUInt16BE(330, last);
  inner.writeUInt16BE(4, last + 2);
  inner.writeUInt32BE(1, last + 4);
  inner.writeUInt32BE(at, last + 8);
  expect(() => list(inner)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

test('a TIFF that claims more values than it has bytes is refused before they are read', () => {
  const file = makeTiff(30, 20);
  file.writeUInt32BE(0xffffffff, findDirectory(file).next - 12 + 4);
  expect(() => list(file)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});
