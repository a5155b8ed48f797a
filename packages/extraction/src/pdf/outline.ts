import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OutlineEntry } from '../extraction.ts';
import { cleanLine } from '../text/clean-text.ts';

/** More entries and deeper ones than case files have are left out: each may take a look at the file. */
const MAX_ENTRIES = 2_000;
const MAX_DEPTH = 3;
const MAX_TITLE_UNITS = 200;

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** The entries of a PDF's outline that lead to a page of it, in order. A broken outline gives less. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const roots: Node[] | null = await pdf.getOutline().catch(() => null);
  const entries: OutlineEntry[] = [];
  for (const { node, depth } of listNodes(roots ?? [])) {
    const title = cleanLine(node.title.slice(0, MAX_TITLE_UNITS).toWellFormed()).text;
    const page = title === '' ? undefined : await findPage(pdf, node.dest).catch(() => undefined);
    if (page !== undefined) entries.push({ title, page, depth });
  }
  return entries;
}

function listNodes(nodes: readonly Node[]): { node: Node; depth: number }[] {
  const found: { node: Node; depth: number }[] = [];
  const list = (level: readonly Node[], depth: number) => {
    for (const node of level) {
      if (found.length >= MAX_ENTRIES) return;
      found.push({ node, depth });
      if (depth + 1 < MAX_DEPTH) list(node.items, depth + 1);
    }
  };
  list(nodes, 0);
  return found;
}

async function findPage(pdf: PDFDocumentProxy, dest: Node['dest']): Promise<number | undefined> {
  const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  const target: unknown = place?.[0];
  const index =
    typeof target === 'object' && target !== null && 'num' in target
      ? await pdf.getPageIndex(target as Parameters<PDFDocumentProxy['getPageIndex']>[0])
      : target;
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < pdf.numPages
    ? index + 1
    : undefined;
}
