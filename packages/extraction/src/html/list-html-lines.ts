import { Parser } from 'htmlparser2';
import { formatNumber } from '../text/format-number.ts';

/** Elements whose content is no text of the page. */
const SKIPPED = new Set(
  'head script style template noscript iframe object svg math select datalist audio video canvas rt rp'.split(' '),
);
const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul caption'.split(
    ' ',
  ),
);
const LIST_FORMATS: Readonly<Record<string, string>> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

interface List {
  next: number;
  readonly format: string | undefined;
}

/** The lines of a page in order; `hidden` takes what is marked as such. */
export function listHtmlLines(html: string, hidden: string[]): string[] {
  const lines: string[] = [];
  const lists: List[] = [];
  const open: { name: string; kind: 'shown' | 'skipped' | 'hidden' }[] = [];
  let line = '';
  /** The number of a list's item, until its text comes: that may begin in a block of its own. */
  let label = '';
  let cells = 0;
  let preformatted = 0;

  const kind = () => open.at(-1)?.kind ?? 'shown';
  const endLine = () => {
    if (line.trim() !== '') lines.push(line);
    line = '';
  };
  const append = (text: string) => {
    if (text.trim() !== '') {
      line += label;
      label = '';
    }
    line += text;
  };
  const openElement = (name: string, attributes: Record<string, string>) => {
    if (name === 'br') endLine();
    else if (name === 'td' || name === 'th') {
      if (cells > 0) line += '\t';
      cells += 1;
    } else if (BLOCKS.has(name)) endLine();
    if (name === 'tr') cells = 0;
    else if (name === 'pre') preformatted += 1;
    else if (name === 'ol') {
      const start = Number.parseInt(attributes['start'] ?? '1', 10);
      lists.push({
        next: Number.isNaN(start) ? 1 : start,
        format: LIST_FORMATS[attributes['type'] ?? ''] ?? 'decimal',
      });
    } else if (name === 'ul') lists.push({ next: 1, format: undefined });
    else if (name === 'li') label = number(lists.at(-1), attributes['value']);
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const isHidden = attributes['hidden'] !== undefined || /display\s*:\s*none/i.test(attributes['style'] ?? '');
        const own = SKIPPED.has(name) ? 'skipped' : isHidden ? 'hidden' : 'shown';
        const outer = kind();
        open.push({ name, kind: outer === 'shown' ? own : outer });
        if (outer === 'shown' && own === 'shown') openElement(name, attributes);
      },
      onclosetag(name) {
        const was = open.pop()?.kind;
        if (was !== 'shown') return;
        if (name === 'pre') preformatted -= 1;
        else if (name === 'ol' || name === 'ul') lists.pop();
        if (BLOCKS.has(name) && name !== 'td') endLine();
      },
      ontext(text) {
        if (kind() === 'hidden' && text.trim() !== '') hidden.push(text);
        if (kind() !== 'shown') return;
        const [first = '', ...rest] = preformatted > 0 ? text.split('\n') : [text.replaceAll(/[ \t\n\f\r]+/g, ' ')];
        append(first);
        for (const next of rest) {
          endLine();
          append(next);
        }
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  endLine();
  return lines;
}

function number(list: List | undefined, value: string | undefined): string {
  if (list?.format === undefined) return '';
  const given = Number.parseInt(value ?? '', 10);
  const current = Number.isNaN(given) ? list.next : given;
  list.next = current + 1;
  return `${formatNumber(current, list.format)}. `;
}
