import { findChild, type XmlElement } from '../xml/read-tree.ts';
import { type Fields, openFields } from './fields.ts';
import type { ListPlace } from './list-labels.ts';
import type { Styles } from './read-styles.ts';
import { escapeText, symbolMarkup, textMarkup } from './word-markup.ts';
import { isOn } from './word-names.ts';

/** A story (the body, the notes, a header) as mammoth reads it without loss, and text that Word does not show. */
export interface PreparedStory {
  readonly xml: string;
  readonly hidden: readonly string[];
}

/** What the document says outside of the story. */
export interface StoryContext {
  readonly styles: Styles;
  /** Numbers of lists, counted on from story to story. */
  readonly labels: { next(place: ListPlace): string };
}

/** State of one pass over a story. */
interface Pass extends StoryContext {
  readonly fields: Fields;
  readonly hidden: string[];
  /** Content of paragraphs whose marks were deleted or moved away: it belongs to the paragraph that comes. */
  carried: string;
}

/** Content that is no text of the accepted document: deletions, what was moved away, codes of fields, properties, readings
 *  above ruby text. */
const SKIPPED = new Set([
  ...['w:del', 'w:moveFrom', 'w:delText', 'w:instrText', 'w:delInstrText', 'w:rt', 'w:sectPr', 'w:rPr', 'w:pPr'],
  ...[
    'w:tblPr',
    'w:tblPrEx',
    'w:tblGrid',
    'w:trPr',
    'w:tcPr',
    'w:sdtPr',
    'w:sdtEndPr',
    'w:smartTagPr',
    'w:customXmlPr',
  ],
]);

const PREPARE: Readonly<Record<string, (element: XmlElement, pass: Pass) => string>> = {
  'w:p': prepareParagraph,
  'w:r': prepareRun,
  'm:r': prepareRun,
  'w:t': prepareText,
  'm:t': prepareText,
  'w:tab': (_, pass) => show('<w:tab/>', pass),
  'w:ptab': (_, pass) => show('<w:tab/>', pass),
  'w:br': (_, pass) => show('<w:br/>', pass),
  'w:cr': (_, pass) => show('<w:br/>', pass),
  'w:noBreakHyphen': (_, pass) => show(textMarkup('-'), pass),
  'w:sym': ({ attributes }, pass) => show(symbolMarkup(attributes['w:font'] ?? '', attributes['w:char'] ?? ''), pass),
  'w:footnoteReference': prepareReference,
  'w:endnoteReference': prepareReference,
  'w:fldChar': prepareFieldMark,
  'w:tbl': wrap,
  'w:tr': prepareRow,
  'w:tc': prepareCell,
  'w:txbxContent': prepareTextBox,
  'w:footnote': prepareNote,
  'w:endnote': prepareNote,
  'mc:AlternateContent': prepareAlternatives,
  'm:f': (element, pass) =>
    ['m:num', 'm:den']
      .map((name) => prepareChildren(findChild(element, name), pass))
      .join(`<w:r>${textMarkup('/')}</w:r>`),
};

/** Rewrites a story into the plain WordprocessingML that mammoth reads without loss: tracked changes accepted, numbers of
 *  lists as text, one branch of alternative content, text boxes behind their paragraph, results of fields, formulas,
 *  content in elements that mammoth does not know; hidden text set apart. Elements that are not named here are looked
 *  into, so that no text is lost by being in one that nobody thought of. */
export function prepareStory(story: XmlElement, context: StoryContext): PreparedStory {
  const pass: Pass = { ...context, fields: openFields(), hidden: [], carried: '' };
  const xml = prepareBlocks(story, pass);
  return { xml, hidden: pass.hidden };
}

function prepareChildren(element: XmlElement | undefined, pass: Pass): string {
  let markup = '';
  for (const child of element?.children ?? []) {
    if (typeof child === 'string' || SKIPPED.has(child.name)) continue;
    markup += (PREPARE[child.name] ?? prepareChildren)(child, pass);
  }
  return markup;
}

/** The content of something that holds paragraphs: a deleted mark at its end deletes nothing. */
function prepareBlocks(element: XmlElement, pass: Pass): string {
  const before = pass.carried;
  pass.carried = '';
  const markup = prepareChildren(element, pass);
  const rest = pass.carried;
  pass.carried = before;
  return rest === '' ? markup : `${markup}<w:p>${rest}</w:p>`;
}

function prepareParagraph(element: XmlElement, pass: Pass): string {
  const properties = findChild(element, 'w:pPr');
  const mark = properties && findChild(properties, 'w:rPr');
  const isMarkDeleted = ['w:del', 'w:moveFrom'].some(
    (name) => mark !== undefined && findChild(mark, name) !== undefined,
  );
  const label = isMarkDeleted ? '' : pass.labels.next(findListPlace(properties, pass.styles));
  const content = pass.carried + prepareChildren(element, pass);
  pass.fields.endParagraph();
  pass.carried = isMarkDeleted ? content : '';
  return isMarkDeleted ? '' : `<w:p>${label === '' ? '' : `<w:r>${labelMarkup(label)}</w:r>`}${content}</w:p>`;
}

function labelMarkup(label: string): string {
  return label.endsWith('\t') ? `${textMarkup(label.slice(0, -1))}<w:tab/>` : textMarkup(label);
}

function findListPlace(properties: XmlElement | undefined, styles: Styles): ListPlace {
  const value = (element: XmlElement | undefined, name: string) =>
    element === undefined ? undefined : findChild(element, name)?.attributes['w:val'];
  const list = properties && findChild(properties, 'w:numPr');
  const [numId, level] = [value(list, 'w:numId'), value(list, 'w:ilvl')];
  return {
    style: value(properties, 'w:pStyle') ?? styles.defaultParagraph,
    ...(numId === undefined ? {} : { numId }),
    ...(level === undefined ? {} : { level: Number(level) }),
  };
}

function prepareRun(element: XmlElement, pass: Pass): string {
  const content = prepareChildren(element, pass);
  if (content === '') return '';
  if (!isHidden(element, pass.styles)) return `<w:r>${content}</w:r>`;
  pass.hidden.push(plainText(element));
  return '';
}

function isHidden(run: XmlElement, styles: Styles): boolean {
  const properties = findChild(run, 'w:rPr');
  if (properties === undefined) return false;
  const vanish = findChild(properties, 'w:vanish');
  if (vanish !== undefined) return isOn(vanish.attributes['w:val']);
  return styles.isHidden(findChild(properties, 'w:rStyle')?.attributes['w:val']);
}

function plainText({ name, children }: XmlElement): string {
  return children
    .map((child) => (typeof child !== 'string' ? plainText(child) : name === 'w:t' || name === 'm:t' ? child : ''))
    .join('');
}

function prepareText({ children }: XmlElement, pass: Pass): string {
  return show(textMarkup(children.filter((child) => typeof child === 'string').join('')), pass);
}

function show(markup: string, { fields }: Pass): string {
  return fields.isInCode() ? '' : markup;
}

function prepareReference({ name, attributes }: XmlElement, pass: Pass): string {
  return show(`<${name} w:id="${escapeText(attributes['w:id'] ?? '')}"/>`, pass);
}

/** Drop-down form fields keep what was chosen in their definition, not as a result. */
function prepareFieldMark(element: XmlElement, pass: Pass): string {
  const data = findChild(element, 'w:ffData');
  const list = data && findChild(data, 'w:ddList');
  const entries = (list?.children ?? []).filter((child) => typeof child !== 'string' && child.name === 'w:listEntry');
  const chosen = list && (findChild(list, 'w:result') ?? findChild(list, 'w:default'));
  const entry = entries[Number(chosen?.attributes['w:val'] ?? 0)];
  const markup = typeof entry === 'object' ? show(textMarkup(entry.attributes['w:val'] ?? ''), pass) : '';
  pass.fields.mark(element.attributes['w:fldCharType']);
  return markup;
}

function wrap(element: XmlElement, pass: Pass): string {
  return `<${element.name}>${prepareBlocks(element, pass)}</${element.name}>`;
}

function prepareRow(element: XmlElement, pass: Pass): string {
  const properties = findChild(element, 'w:trPr');
  const isDeleted = properties !== undefined && findChild(properties, 'w:del') !== undefined;
  return isDeleted ? '' : wrap(element, pass);
}

/** Cells that are merged with the one above are mammoth's to leave out. */
function prepareCell(element: XmlElement, pass: Pass): string {
  const properties = findChild(element, 'w:tcPr');
  if (properties !== undefined && findChild(properties, 'w:cellDel') !== undefined) return '';
  const kept = ['w:gridSpan', 'w:vMerge'].map((name) => {
    const property = properties && findChild(properties, name);
    const value = property?.attributes['w:val'];
    if (property === undefined) return '';
    return value === undefined ? `<${name}/>` : `<${name} w:val="${escapeText(value)}"/>`;
  });
  return `<w:tc><w:tcPr>${kept.join('')}</w:tcPr>${prepareBlocks(element, pass)}</w:tc>`;
}

/** mammoth puts what is in a `w:pict` behind its paragraph. */
function prepareTextBox(element: XmlElement, pass: Pass): string {
  return `<w:pict><v:textbox>${prepareBlocks(element, pass)}</v:textbox></w:pict>`;
}

function prepareNote(element: XmlElement, pass: Pass): string {
  const { 'w:id': id = '', 'w:type': type = 'normal' } = element.attributes;
  const start = `<${element.name} w:id="${escapeText(id)}" w:type="${escapeText(type)}">`;
  return `${start}${prepareBlocks(element, pass)}</${element.name}>`;
}

/** The same content in several ways (ECMA-376 part 3, 7.7): the first way that has text counts. */
function prepareAlternatives({ children }: XmlElement, pass: Pass): string {
  for (const child of children) {
    if (typeof child === 'string') continue;
    const markup = prepareChildren(child, pass);
    if (/<w:(?:t|sym)[ >]/.test(markup)) return markup;
  }
  return '';
}
