import { createHash } from 'node:crypto';
import { eraseRules } from './erase-rules.ts';
import { findSideStrips } from './find-side-strips.ts';
import { findSkew } from './find-skew.ts';
import { cropImage, eraseBox, type GrayImage, type PixelBox, rotateImage, turnImage } from './gray-image.ts';
import type { RenderedPage } from './render-pages.ts';

/** Where an image with lines of text stands on the displayed page. */
export interface Placement {
  /** Points a pixel. */
  readonly scale: number;
  /** Direction of its rows on the displayed page, in radians clockwise. */
  readonly turn: number;
  /** Where its upper left corner is along and across that direction, in points. */
  readonly left: number;
  readonly top: number;
}

/** An image to be read. */
interface PlacedImage extends Placement {
  readonly image: GrayImage;
}

/** A page's image made upright and straight, ready to be read. */
export interface UprightPage {
  /** The page, then twice each strip that was cut from its sides: turned as lines that run up, and as lines that run down. */
  readonly images: readonly PlacedImage[];
  /** SHA-256 of their sizes, places and pixels, in hexadecimal. */
  readonly hash: string;
}

const RIGHT_ANGLE = Math.PI / 2;

/** Turns a page clockwise by right angles, straightens its lines, erases rules, and cuts out what runs up or down its sides:
 *  OCR would read either as something else. */
export function makeUpright(page: RenderedPage, degrees: 0 | 90 | 180 | 270): UprightPage {
  const upright = straighten(page, degrees);
  eraseRules(upright.image, upright.scale);
  const strips = findSideStrips(upright.image, upright.scale);
  const images = [upright, ...strips.flatMap((strip) => [cutStrip(upright, strip, 90), cutStrip(upright, strip, 270)])];
  for (const strip of strips) eraseBox(upright.image, strip);
  const hash = createHash('sha256');
  for (const { image, ...place } of images)
    hash.update(JSON.stringify([image.width, image.height, place])).update(image.pixels);
  return { images, hash: hash.digest('hex') };
}

function straighten(page: RenderedPage, degrees: 0 | 90 | 180 | 270): PlacedImage {
  const turned = turnImage(page.image, degrees);
  const skew = findSkew(turned);
  const image = skew === 0 ? { ...turned, pixels: turned.pixels.slice() } : rotateImage(turned, -skew);
  const scale = page.width / page.image.width;
  const turn = skew - (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [middleX, middleY] = [page.width / 2, page.height / 2];
  return {
    image,
    scale,
    turn,
    left: middleX * cos + middleY * sin - (image.width / 2) * scale,
    top: -middleX * sin + middleY * cos - (image.height / 2) * scale,
  };
}

/** A part of a page, turned clockwise. */
function cutStrip({ image, scale, turn, left, top }: PlacedImage, box: PixelBox, degrees: 90 | 270): PlacedImage {
  const place =
    degrees === 90
      ? { turn: turn - RIGHT_ANGLE, left: -top - box.bottom * scale, top: left + box.left * scale }
      : { turn: turn + RIGHT_ANGLE, left: top + box.top * scale, top: -left - box.right * scale };
  return { image: turnImage(cropImage(image, box), degrees), scale, ...place };
}
