import { type Channel, reportMemory } from '../child/channel.ts';
import { className, ExtractionFailure } from '../child/extraction-failure.ts';
import { toPgm } from './gray-image.ts';
import { readImages } from './read-images.ts';
import { openPages, type Pages, type RenderedPage } from './render-pages.ts';
import { openTesseract, type Tesseract } from './tesseract.ts';
import { makeUpright, type Placement } from './upright-page.ts';

/** Which pages of a document are wanted. */
export interface PagesRequest {
  readonly passwords: readonly string[];
  readonly pages: readonly number[];
  /** Images go to the parent, which has a reader of its own. */
  readonly sendsImages: boolean;
}

/** What the parent says when it has a page's image: read it; try how it stands, and show it again; go on with the next. */
export type PageAnswer = 'read' | 'turn' | 'next';

/** A page's images as the parent hears of them; see UprightPage. */
export interface ImageHead {
  readonly page: number;
  readonly isTurned: boolean;
  readonly hash: string;
  /** Each with the size of its graymap; they come one behind the other. */
  readonly images: readonly (Placement & { readonly bytes: number })[];
}

/** Draws the pages that the parent asks for one after the other, and reads those it says to, until the parent closes. */
export async function servePages(channel: Channel): Promise<void> {
  let opening: Promise<Tesseract> | undefined;
  const tesseract = () => (opening ??= openTesseract());
  const frames = channel.frames[Symbol.asyncIterator]();
  const answer = async (): Promise<PageAnswer> => {
    const { value, done } = await frames.next();
    return done === true ? 'next' : (value.head as PageAnswer);
  };
  await channel.send('ready');
  for (;;) {
    const { value: frame, done } = await frames.next();
    if (done === true) return;
    try {
      const request = frame.head as PagesRequest;
      await using pages = await openPages(frame.body, request.passwords);
      for (const number of request.pages)
        await showPage({ channel, answer, tesseract, pages, sendsImages: request.sendsImages }, number);
      await channel.send('done');
    } catch (error) {
      const failure =
        error instanceof ExtractionFailure ? error : new ExtractionFailure('corrupt', `page: ${className(error)}`);
      await channel.send('failed', { code: failure.code, message: failure.message });
    }
  }
}

interface Showing {
  readonly channel: Channel;
  readonly answer: () => Promise<PageAnswer>;
  readonly tesseract: () => Promise<Tesseract>;
  readonly pages: Pages;
  readonly sendsImages: boolean;
}

async function showPage({ channel, answer, tesseract, pages, sendsImages }: Showing, number: number): Promise<void> {
  let rendered: RenderedPage;
  try {
    rendered = await pages.render(number);
  } catch {
    // broken in one of pdf.js' many ways: the other pages are still worth having
    await channel.send('image', { page: number, failed: true });
    await answer();
    return;
  }
  await reportMemory(channel);
  let upright = makeUpright(rendered, 0);
  const toPgms = () => upright.images.map(({ image, ...place }) => ({ ...place, pgm: toPgm(image) }));
  const show = (isTurned: boolean) => {
    const pgms = sendsImages ? toPgms() : [];
    const images = pgms.map(({ pgm, ...place }) => ({ ...place, bytes: pgm.length }));
    const head: ImageHead = { page: number, isTurned, hash: upright.hash, images };
    return channel.send('image', head, Buffer.concat(pgms.map(({ pgm }) => pgm)));
  };
  await show(false);
  for (let said = await answer(); said !== 'next'; said = await answer()) {
    if (said === 'read') {
      const reader = await tesseract();
      await channel.send('reading', await readImages(toPgms(), (pgm, dpi) => reader.read(pgm, dpi)));
    } else {
      const degrees = (await tesseract()).findTurn(rendered.image) ?? 0;
      if (degrees !== 0) upright = makeUpright(rendered, degrees);
      await show(degrees !== 0);
    }
  }
}
