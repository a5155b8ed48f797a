export {
  EXTRACTOR_VERSION,
  type ExtractedPage,
  type Extraction,
  type MediaType,
  type RemovedSpan,
} from './extraction.ts';
export { locateSpan, type Place } from './locate.ts';
export {
  type ChildExit,
  type ExtractorPool,
  type ExtractorPoolOptions,
  openExtractorPool,
} from './pool/open-extractor-pool.ts';
export { sniffMediaType } from './sniff/sniff-media-type.ts';
