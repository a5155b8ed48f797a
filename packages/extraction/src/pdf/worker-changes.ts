/** A part of pdf.js' worker and what stands there instead. Each must occur exactly once. */
export interface Replacement {
  readonly of: string;
  readonly by: string;
}

/** Names, as symbols of the global object, of what the changed worker calls: where a page's items go, what else is
 *  drawn on it, and zlib. */
export const SINK = 'acervo.text-sink';
export const IMAGE = 'acervo.note-image';
export const PATH = 'acervo.note-path';
export const INFLATE = 'acervo.inflate';

/** What makes glyphs known: each notes where it ends, items take the notes along, and a page's items come to us as they
 *  are instead of being cloned into a stream. The others save time and change nothing. */
export const REPLACEMENTS: readonly Replacement[] = [
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
  // what is drawn besides text tells whether a page without text is blank, and whether an image covers it
  {
    of: '        switch (fn | 0) {\n          case OPS.setFont:\n            const fontNameArg',
    by: `        if (fn >= OPS.stroke && fn <= OPS.closeEOFillStroke) globalThis[Symbol.for("${PATH}")]();
        if (fn === OPS.endInlineImage) globalThis[Symbol.for("${IMAGE}")](textState.ctm);
        switch (fn | 0) {\n          case OPS.setFont:\n            const fontNameArg`,
  },
  {
    of: '              if (type.name !== "Form") {\n                emptyXObjectCache.set(',
    by: `              if (type.name !== "Form") {\n                if (type.name === "Image") globalThis[Symbol.for("${IMAGE}")](textState.ctm);\n                emptyXObjectCache.set(`,
  },
  {
    of: '        page.extractTextContent({\n          handler,\n          task,\n          sink,',
    by: `        page.extractTextContent({\n          handler,\n          task,\n          sink: globalThis[Symbol.for("${SINK}")](page),`,
  },
  // a copy of the text's state whose prototype is the state it was copied from makes all that read either slow
  {
    of: '    const clone = Object.assign(Object.create(this), this);\n    clone.textMatrix = this.textMatrix.slice();\n    clone.textLineMatrix = this.textLineMatrix.slice();\n    clone.fontMatrix = this.fontMatrix.slice();\n    return clone;\n',
    by: '    return new TextStateCopy(this);\n',
  },
  {
    of: 'class TextState {\n',
    by: `function TextStateCopy(from) {
  this.ctm = from.ctm;
  this.fontName = from.fontName;
  this.fontSize = from.fontSize;
  this.loadedName = from.loadedName;
  this.font = from.font;
  this.fontMatrix = from.fontMatrix.slice();
  this.textMatrix = from.textMatrix.slice();
  this.textLineMatrix = from.textLineMatrix.slice();
  this.charSpacing = from.charSpacing;
  this.wordSpacing = from.wordSpacing;
  this.leading = from.leading;
  this.textHScale = from.textHScale;
  this.textRise = from.textRise;
}
class TextState {
  static {
    TextStateCopy.prototype = this.prototype;
  }
`,
  },
  // a font that this page has used needs no waiting for
  {
    of: '    const preprocessor = new EvaluatorPreprocessor(stream, xref, stateManager);\n    let textState, currentTextState;\n',
    by: '    const preprocessor = new EvaluatorPreprocessor(stream, xref, stateManager);\n    const usedFonts = new Map();\n    let textState, currentTextState;\n',
  },
  {
    of: '      const translated = await self.loadFont(fontName, fontRef, resources, task, null, null, seenRefs);\n      textState.loadedName',
    by: '      const translated = await self.loadFont(fontName, fontRef, resources, task, null, null, seenRefs);\n      if (fontName !== null) usedFonts.set(fontName, translated);\n      textState.loadedName',
  },
  {
    of: '            next(handleSetFont(fontNameArg, null));\n            return;\n',
    by: `            const usedFont = usedFonts.get(fontNameArg);
            if (usedFont !== undefined) {
              textState.loadedName = usedFont.loadedName;
              textState.font = usedFont.font;
              textState.fontMatrix = usedFont.font.fontMatrix || FONT_IDENTITY_MATRIX;
              break;
            }
            next(handleSetFont(fontNameArg, null));
            return;
`,
  },
  // what stamps show is text of the page as well: courts number leaves with them
  {
    of: 'class StampAnnotation extends MarkupAnnotation {\n',
    by: 'class StampAnnotation extends MarkupAnnotation {\n  get hasTextContent() {\n    return !!this.appearance;\n  }\n',
  },
  // the thread has nothing else to do meanwhile
  {
    of: '    try {\n      const {\n        readable,\n        writable\n      } = new DecompressionStream(name);\n',
    by: `    try {
      if (name === "deflate") {
        return {
          decompressed: globalThis[Symbol.for("${INFLATE}")](bytes),
          compressed: bytes
        };
      }
      const {
        readable,
        writable
      } = new DecompressionStream(name);
`,
  },
];
