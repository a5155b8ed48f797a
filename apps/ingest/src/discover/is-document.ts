const MARKERS_OF_SIDE_FILES = ['~$', '._', '.~lock.'];

/** Whether a name alone makes a file a document: the types that are extracted, but not the lock files of office programs nor
 *  the side files of macOS. Signed containers are told by content: most `.p7s` are signatures of other files. */
export function isDocumentName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /\.(?:pdf|docx|odt|rtf|html?|txt|png|jpe?g|tiff?)$/i.test(name) &&
    !MARKERS_OF_SIDE_FILES.some((marker) => name.startsWith(marker))
  );
}
