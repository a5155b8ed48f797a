import type { DocumentReading } from '@acervo/db';
import type { Context } from '../context.ts';
import { formatTable } from '../table.ts';
import { oneLine } from '../terminal-text.ts';
import { locateMentions } from './locate-mentions.ts';
import type { Places } from './read-places.ts';
import { sketchPage } from './sketch-page.ts';

const MM_PER_POINT = 25.4 / 72;

/** Says where the mentions of one page stand on it, draws them in a sketch of the page, and lists what was taken out. */
export function printPlaces(
  context: Context,
  mentions: DocumentReading['mentions'],
  { layouts, removed }: Places,
): void {
  const { output, say, number } = context;
  const { dim, bold } = output.result;
  const [layout] = layouts;
  const mm = (points: number) => number(Math.round(points * MM_PER_POINT));
  const placed = mentions.flatMap((mention) => {
    const places = layout === undefined ? [] : locateMentions([layout], mention);
    return places.map(({ box }) => ({ mention, box }));
  });
  if (layout !== undefined && placed.length > 0) {
    output.print();
    output.print(bold(say.placesTitle(mm(layout.width), mm(layout.height))));
    for (const line of sketchPage(layout, placed)) output.print(dim(line));
    const rows = placed.map(({ mention, box: [left = 0, top = 0, right = 0, bottom = 0] }) => [
      oneLine(mention.text),
      mention.type,
      ...[left, top, right - left, bottom - top].map(mm),
    ]);
    for (const line of formatTable([...say.placeColumns], rows, output.resultColumns)) output.print(line);
  }
  if (removed.length === 0) return;
  output.print();
  output.print(bold(say.removedTitle));
  for (const { rule, text } of removed) output.print(dim(`  ${rule}: ${oneLine(text)}`));
}
