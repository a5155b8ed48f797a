const MARKERS_OF_SIDE_FILES = ['~$', '._'];

/** Whether a name alone makes a file a document: PDF and DOCX, but not the lock files of Word nor the side files of macOS. */
export function isDocumentName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(pdf|docx)$/i.test(name) && !MARKERS_OF_SIDE_FILES.some((marker) => name.startsWith(marker));
}
