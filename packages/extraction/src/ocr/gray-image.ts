/** A page as gray pixels, 0 black to 255 white, row by row. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const WHITE = 255;

/** From RGBA pixels, by luminance (ITU-R BT.601). */
export function toGray(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): GrayImage {
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at++, from += 4)
    pixels[at] = ((rgba[from] ?? 0) * 77 + (rgba[from + 1] ?? 0) * 150 + (rgba[from + 2] ?? 0) * 29) >> 8;
  return { width, height, pixels };
}

/** As a file that every OCR program reads (Netpbm, binary graymap). */
export function toPgm({ width, height, pixels }: GrayImage): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + pixels.length);
  file.set(head);
  file.set(pixels, head.length);
  return file;
}

/** Whether bytes are a graymap as `toPgm` makes it, with all of its pixels. */
export function isWholePgm(file: Uint8Array): boolean {
  const head = /^P5\n(\d{1,6}) (\d{1,6})\n255\n/.exec(
    Buffer.from(file.buffer, file.byteOffset, Math.min(32, file.byteLength)).toString('latin1'),
  );
  return head !== null && file.byteLength === head[0].length + Number(head[1]) * Number(head[2]);
}

/** Half as wide and high, each pixel the mean of four. */
export function halve({ width, height, pixels }: GrayImage): GrayImage {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0, at = 0; y < halfHeight; y++)
    for (let x = 0, from = 2 * y * width; x < halfWidth; x++, at++, from += 2)
      half[at] =
        ((pixels[from] ?? 0) +
          (pixels[from + 1] ?? 0) +
          (pixels[from + width] ?? 0) +
          (pixels[from + width + 1] ?? 0)) >>
        2;
  return { width: halfWidth, height: halfHeight, pixels: half };
}

/** Half-open ranges of pixels. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A copy of a part that lies within the image. */
export function cropImage(image: GrayImage, { left, top, right, bottom }: PixelBox): GrayImage {
  const width = right - left;
  const pixels = new Uint8Array(width * (bottom - top));
  for (let y = top; y < bottom; y++)
    pixels.set(image.pixels.subarray(y * image.width + left, y * image.width + right), (y - top) * width);
  return { width, height: bottom - top, pixels };
}

/** Makes a part of an image white, in place. */
export function eraseBox({ width, pixels }: GrayImage, { left, top, right, bottom }: PixelBox): void {
  for (let y = top; y < bottom; y++) pixels.fill(WHITE, y * width + left, y * width + right);
}

/** Turned clockwise by a multiple of 90 degrees. */
export function turnImage(image: GrayImage, degrees: 0 | 90 | 180 | 270): GrayImage {
  let turned = image;
  for (let done = 0; done < degrees; done += 90) {
    const { width, height, pixels } = turned;
    const next = new Uint8Array(pixels.length);
    for (let y = 0, from = 0; y < height; y++)
      for (let x = 0, at = height - 1 - y; x < width; x++, from++, at += height) next[at] = pixels[from] ?? 0;
    turned = { width: height, height: width, pixels: next };
  }
  return turned;
}

/** Turned clockwise about its middle by a small angle; what comes in from outside is white.
 *  @param radians less than a right angle */
export function rotateImage({ width, height, pixels }: GrayImage, radians: number): GrayImage {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const rotated = new Uint8Array(pixels.length).fill(WHITE);
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, at = 0; y < height; y++) {
    let fromX = -middleX * cos + (y - middleY) * sin + middleX;
    let fromY = middleX * sin + (y - middleY) * cos + middleY;
    for (let x = 0; x < width; x++, at++, fromX += cos, fromY -= sin) {
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const [right, down] = [fromX - left, fromY - top];
      const corner = top * width + left;
      const above = (pixels[corner] ?? 0) * (1 - right) + (pixels[corner + 1] ?? 0) * right;
      const below = (pixels[corner + width] ?? 0) * (1 - right) + (pixels[corner + width + 1] ?? 0) * right;
      rotated[at] = above * (1 - down) + below * down;
    }
  }
  return { width, height, pixels: rotated };
}
