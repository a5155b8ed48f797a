import { openWorld, paragraphs, type World } from './content.ts';
import { type MadeDocument, makeDocument, PAGE, type Style, type Writer } from './writer.ts';

/** What gazettes print besides notices: the articles of decrees, most of their lines short, and long lists of taxpayers. */
export function gazetteLayouts(seed: number): (() => Promise<MadeDocument>)[] {
  const world = openWorld(seed + 3000);
  return [
    () => {
      const articles = Array.from({ length: 20 }, (_, index) => drawUpArticle(world, index + 1));
      return makeDocument('articles and items in two columns', (w) => drawColumns(w, articles.flat()));
    },
    () => {
      const rows = Array.from({ length: 46 }, () => drawUpRow(world));
      return makeDocument('dense table with centred cells', (w) => {
        w.paragraph('EDITAL DE LANÇAMENTO DE TRIBUTOS', { font: 'Times-Bold', align: 'center' });
        for (const row of rows) drawRow(w, row);
      });
    },
  ];
}

function drawUpArticle(world: World, number: number): string[] {
  const [first = '', second = ''] = paragraphs(world, 2);
  const items = Array.from({ length: 6 + (number % 3) }, (_, index) => {
    const item = world.pick([
      'apoio à Casa Civil',
      'esporte e lazer',
      'museus',
      'gestão do acervo histórico',
      'turismo',
    ]);
    return `${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][index]} - ${item};`;
  });
  const head = `Art. ${number}. ${first.slice(0, 150).replace(/\s\S*$/, '')}:`;
  return [head, ...items, ...(number % 3 === 0 ? [`§ 1º ${second.slice(0, 130).replace(/\s\S*$/, '.')}`] : [])];
}

/** Both columns stand on the same grid of lines, as their printers set them. */
function drawColumns(w: Writer, parts: readonly string[]): void {
  Object.assign(w.frame, { left: 42, right: PAGE.width - 42, top: 80, bottom: PAGE.height - 60 });
  const width = (w.frame.right - w.frame.left - 24) / 2;
  const style: Style = { size: 8, leading: 1.1, after: 0, width, align: 'justify', hyphenate: true };
  const bottom = w.frame.bottom;
  w.frame.bottom = 9999;
  let column = 0;
  w.y = w.frame.top;
  for (const part of parts) {
    if (w.y > bottom - 5 * 8.8) {
      if (column === 1) w.nextPage();
      column = 1 - column;
      w.y = w.frame.top;
    }
    w.paragraph(part, { ...style, x: w.frame.left + column * (width + 24) });
  }
}

function drawUpRow(world: World): string[] {
  const digits = (count: number) => String(Math.floor(world.random() * 10 ** count)).padStart(count, '0');
  return [
    `${digits(6)} ${digits(3)}${world.random() < 0.3 ? 'A' : ' '}${digits(3 + Math.floor(world.random() * 4))}`,
    world.person().toUpperCase(),
    `20${10 + Math.floor(world.random() * 15)}`,
    world.random() < 0.4 ? 'NÃO RESIDENCIAL' : 'RESIDENCIAL',
    `${1 + Math.floor(world.random() * 900)},${digits(2)}`,
  ];
}

/** One line a row, all but the name centred in their columns. */
function drawRow(w: Writer, row: readonly string[]): void {
  const widths = [105, 195, 36, 86, 50];
  const style: Style = { size: 8, font: 'Helvetica' };
  let x = w.frame.left - 20;
  for (const [column, cell] of row.entries()) {
    const room = widths[column] ?? 0;
    w.words(cell, column === 1 ? x + 3 : x + (room - w.width(cell, style)) / 2, w.y, style);
    x += room;
  }
  w.y += 11;
}
