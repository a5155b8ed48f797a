/** Words for characters. */
export const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  nestcell: '\t',
};
/** Destinations that hold no text of the document. Those that begin with `\*` are left out as well unless they are in
 *  {@link STARRED}. */
export const SKIPPED = new Set(
  'colortbl stylesheet info pict nonshppict objdata fldinst listtable listoverridetable revtbl filetbl private bkmkstart bkmkend sn sv xe tc tcn txe rxe bxe ixe atnid atnauthor annotation comment shprslt datafield formfield xmlopen xmlclose pntxta pntxtb pnseclvl footnotesep'.split(
    ' ',
  ),
);
/** Destinations of newer versions whose text counts. */
export const STARRED = new Set(['shpinst', 'do']);
/** Words that end a line. */
export const LINE_ENDS = new Set(['par', 'line', 'lbr', 'page', 'column', 'sect', 'nestrow']);
/** A bullet, whatever its font makes of it. */
export const BULLET = /^[^\p{L}\p{N}(]*o?\s*$/u;
