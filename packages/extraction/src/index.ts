export {
  type Attachment,
  EXTRACTOR_VERSION,
  type ExtractedPage,
  type Extraction,
  type MediaType,
  type RemovedSpan,
} from './extraction.ts';
export { locateSpan, type Place } from './locate.ts';
export { findNativeTesseract } from './ocr/native-tesseract.ts';
export { type OcrPage, wantsOcr } from './ocr/ocr-page.ts';
export { openPageReader, type PageReader, type PageResult, WEBASSEMBLY_ENGINE } from './ocr/open-page-reader.ts';
export { parseOcrPage } from './ocr/parse-ocr-page.ts';
export {
  type ChildExit,
  type ExtractorPool,
  type ExtractorPoolOptions,
  openExtractorPool,
} from './pool/open-extractor-pool.ts';
export { documentExtension } from './sniff/document-extension.ts';
export { sniffMediaType } from './sniff/sniff-media-type.ts';
export { decodeText } from './text/decode-text.ts';
