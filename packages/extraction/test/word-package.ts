import { strToU8, zipSync } from 'fflate';

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');

/** A Word package of handwritten parts: what `docx` can't make. Each is the content of its root element. */
export function wordPackage({
  body,
  ...parts
}: {
  body: string;
  numbering?: string;
  styles?: string;
  footnotes?: string;
  endnotes?: string;
  header?: string;
  footer?: string;
}): Uint8Array {
  const roots = { numbering: 'numbering', styles: 'styles', footnotes: 'footnotes', endnotes: 'endnotes' };
  const files: Record<string, string> = {
    '[Content_Types].xml': TYPES,
    'word/document.xml': `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
  };
  const relationships: string[] = [];
  for (const [name, root] of Object.entries({ ...roots, header: 'hdr', footer: 'ftr' })) {
    const content = parts[name as keyof typeof parts];
    if (content === undefined) continue;
    files[`word/${name}1.xml`] = `<w:${root} ${NAMESPACES}>${content}</w:${root}>`;
    const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}`;
    relationships.push(`<Relationship Id="r${name}" Type="${type}" Target="${name}1.xml"/>`);
  }
  files['word/_rels/document.xml.rels'] =
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`;
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
