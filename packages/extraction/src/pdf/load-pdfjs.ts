import { registerHooks } from 'node:module';
import type { TextItem, TextStyle } from 'pdfjs-dist/types/src/display/api.js';

/** Where the glyphs of an item stand, which pdf.js knows while it reads a page and doesn't tell. White space that stands in
 *  no font has none. */
export interface GlyphItem extends TextItem {
  /** What `str` was made of: a character or more per glyph, and the spaces that pdf.js saw between glyphs. */
  readonly pieces?: readonly string[];
  /** Four numbers a glyph: how many pieces there are with its own, x and y where it ends (user space), its advance. */
  readonly glyphs?: readonly number[];
}

/** The text of a page as the patched worker hands it over. */
export interface GlyphContent {
  readonly items: GlyphItem[];
  readonly styles: Record<string, TextStyle>;
  /** The page has annotations other than links: fields, notes, stamps. */
  readonly hasNotes: boolean;
}

/** A part of pdf.js' worker and what stands there instead. Each must occur exactly once. */
interface Replacement {
  readonly of: string;
  readonly by: string;
}

const SINK = 'acervo.text-sink';

/** What makes glyphs known: each notes where it ends, items take the notes along, and a page's items come to us as they
 *  are instead of being cloned into a stream. The others save time and change nothing. */
const REPLACEMENTS: readonly Replacement[] = [
  {
    of: '      initialized: false,\n      str: [],',
    by: '      initialized: false,\n      glyphs: [],\n      str: [],',
  },
  {
    of: '          textChunk.str.push(glyphUnicode);\n',
    by: `          textChunk.str.push(glyphUnicode);
          textChunk.glyphs.push(textChunk.str.length, textChunk.prevTransform?.[4] ?? NaN, textChunk.prevTransform?.[5] ?? NaN, scaledDim * textChunk.textAdvanceScale);
`,
  },
  {
    of: '        hasEOL: textChunk.hasEOL\n',
    by: '        hasEOL: textChunk.hasEOL,\n        pieces: textChunk.str,\n        glyphs: textChunk.glyphs\n',
  },
  {
    of: '      textContentItem.initialized = false;\n      textContentItem.str.length = 0;\n',
    by: '      textContentItem.initialized = false;\n      textContentItem.str = [];\n      textContentItem.glyphs = [];\n',
  },
  {
    of: '      const tsm = [textState.fontSize * textState.textHScale, 0, 0, textState.fontSize, 0, textState.textRise];\n',
    by: `      if (!font.isType3Font) {
        const {textMatrix: t, ctm: c, fontSize: s, textRise: r} = textState;
        const h = s * textState.textHScale, k = t[0] * h, l = t[1] * h, m = t[2] * s, n = t[3] * s, x = t[2] * r + t[4], y = t[3] * r + t[5];
        return [c[0] * k + c[2] * l, c[1] * k + c[3] * l, c[0] * m + c[2] * n, c[1] * m + c[3] * n, c[0] * x + c[2] * y + c[4], c[1] * x + c[3] * y + c[5]];
      }
      const tsm = [textState.fontSize * textState.textHScale, 0, 0, textState.fontSize, 0, textState.textRise];
`,
  },
  // text without letters that run from right to left needs no bidirectional algorithm
  {
    of: '      const bidiResult = bidi(text, -1, textChunk.vertical);\n',
    by: '      const bidiResult = !textChunk.vertical && !/[\\u0590-\\u08ff\\u200f\\u202b\\u202e\\u2067\\ufb1d-\\ufdff\\ufe70-\\ufefc]/.test(text) ? { str: text, dir: "ltr" } : bidi(text, -1, textChunk.vertical);\n',
  },
  // where a glyph begins is where the one before it ended, unless something moved in between
  {
    of: '    function compareWithLastPosition(glyphWidth) {\n      const currentTransform = getCurrentTextTransform();\n',
    by: '    function compareWithLastPosition(glyphWidth, isNext) {\n      const currentTransform = isNext ? textContentItem.prevTransform : getCurrentTextTransform();\n',
  },
  {
    of: '      for (let i = 0, ii = glyphs.length; i < ii; i++) {\n        const glyph = glyphs[i];\n        const {\n          category\n        } = glyph;\n        if (category.isInvisibleFormatMark) {\n          continue;\n        }\n        let charSpacing = baseCharSpacing',
    by: '      let isNext = false;\n      for (let i = 0, ii = glyphs.length; i < ii; i++) {\n        const glyph = glyphs[i];\n        const wasNext = isNext;\n        isNext = false;\n        const {\n          category\n        } = glyph;\n        if (category.isInvisibleFormatMark) {\n          continue;\n        }\n        let charSpacing = baseCharSpacing',
  },
  {
    of: '!compareWithLastPosition(scaledDim)) {',
    by: '!compareWithLastPosition(scaledDim, wasNext)) {',
  },
  {
    of: '          textChunk.prevTextRise = textState.textRise;\n',
    by: '          textChunk.prevTextRise = textState.textRise;\n          isNext = !charSpacing;\n',
  },
  // what a signature shows is text that others read, too
  {
    of: '  get hasTextContent() {\n    return false;\n  }',
    by: '  get hasTextContent() {\n    return this.data?.fieldType === "Sig";\n  }',
  },
  {
    of: '        page.extractTextContent({\n          handler,\n          task,\n          sink,',
    by: `        page.extractTextContent({\n          handler,\n          task,\n          sink: globalThis[Symbol.for("${SINK}")](page),`,
  },
];

/** pdf.js, whose worker (which runs in this thread) has been changed while it was loaded.
 *  @throws when the worker is not the version that the change is made for. */
export async function loadPdfjs(): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  loading ??= load();
  return await loading;
}

let loading: ReturnType<typeof load> | undefined;
let content: GlyphContent = { items: [], styles: {}, hasNotes: false };

async function load() {
  Object.assign(globalThis, { [Symbol.for(SINK)]: openSink });
  const worker = import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');
  using _hooks = toDisposable(
    registerHooks({
      load(url, context, nextLoad) {
        const loaded = nextLoad(url, context);
        return url === worker ? { ...loaded, source: change(String(loaded.source)) } : loaded;
      },
    }),
  );
  await import(worker);
  return await import('pdfjs-dist/legacy/build/pdf.mjs');
}

function toDisposable(hooks: { deregister(): void }): Disposable {
  return { [Symbol.dispose]: () => hooks.deregister() };
}

function change(source: string): string {
  return REPLACEMENTS.reduce((changed, { of, by }, index) => {
    const at = changed.indexOf(of);
    if (at < 0 || changed.includes(of, at + 1))
      throw new Error(`pdf.js is not the version that change ${index} is for`);
    return changed.slice(0, at) + by + changed.slice(at + of.length);
  }, source);
}

/** What is used of a page as pdf.js' worker knows it. */
interface CorePage {
  readonly annotations: readonly unknown[];
  readonly xref: { fetchIfRef(ref: unknown): { get?(key: string): { name?: string } | undefined } | undefined };
}

/** Asking for annotations takes a tenth of the time of a page's text, and most pages have none or links only. */
function hasNotes({ annotations, xref }: CorePage): boolean {
  try {
    return annotations.some((ref) => xref.fetchIfRef(ref)?.get?.('Subtype')?.name !== 'Link');
  } catch {
    return true; // whoever reads them will see what is wrong
  }
}

/** Takes a page's text in place of the stream that pdf.js would send it through. One page is read at a time. */
function openSink(page: CorePage): object {
  content = { items: [], styles: {}, hasNotes: hasNotes(page) };
  const taken = content;
  return {
    ready: Promise.resolve(),
    desiredSize: Number.POSITIVE_INFINITY,
    enqueue(chunk: GlyphContent) {
      for (const item of chunk.items) if ('str' in item) taken.items.push(item);
      Object.assign(taken.styles, chunk.styles);
    },
  };
}

/** Text of the page that was read last. */
export function takeContent(): GlyphContent {
  const taken = content;
  content = { items: [], styles: {}, hasNotes: false };
  return taken;
}
