import { paragraphs, type World } from './content.ts';
import { type MadeDocument, makeDocument, type Style, type Writer } from './writer.ts';

const BODY: Style = { align: 'justify', indent: 35 };

/** Makes documents of `count` paragraphs with what a court's system prints on each page, and at the end. */
export function openDecorated(world: World) {
  return (name: string, count: number, decorate: (w: Writer) => void, atEnd?: (w: Writer) => void) =>
    (): Promise<MadeDocument> => {
      const parts = paragraphs(world, count);
      return makeDocument(name, (w) => {
        w.onPage = () => decorate(w);
        decorate(w);
        for (const part of parts) w.paragraph(part, BODY);
        atEnd?.(w);
      });
    };
}
