/** An ordinal, as paragraphs up to the ninth have it. */
const ORDINAL = /^[1-9][ºª°](?:-[A-Z])?[,.;:)]*$/;
const NUMBER = /^\d{1,2}(?:-[A-Z])?[,.;:)]*$/;
/** What is counted by ordinals in courts and is feminine. */
const FEMININE =
  /^(?:turma|vara|câmara|seção|região|instância|entrância|promotoria|procuradoria|defensoria|delegacia|zona|subseção|circunscrição|sessão|edição)s?[,.;:)]*$/i;
const ARTICLE = /^\(?arts?\.$|^\(?artigos?$/i;

/** Repairs what Tesseract's Portuguese reads wrong for want of the letter, where what stands beside it leaves no doubt: § as $
 *  or 8, º and ª as each other or as °, I beside I as l, fls. as fis.
 *  @param words of one line; as many come back */
export function repairWords(words: readonly string[]): string[] {
  const repaired = words.map(repairWord);
  for (const [index, word] of repaired.entries()) {
    const next = repaired[index + 1] ?? '';
    const sign = /^(\(?)([$8]|\$\$)$/.exec(word);
    if (sign !== null && isParagraph(repaired, index, next, sign[2] ?? ''))
      repaired[index] = `${sign[1]}${'§'.repeat(sign[2]?.length ?? 1)}`;
    if (FEMININE.test(next)) repaired[index] = (repaired[index] ?? '').replace(/^(\d{1,2})[º°]$/, '$1ª');
    // paragraphs and articles are masculine: no other ordinal stands there
    if (/^\(?§{1,2}$/.test(repaired[index] ?? '') || ARTICLE.test(word))
      repaired[index + 1] = next.replace(/^([1-9])[ª°]/, '$1º');
  }
  return repaired.slice(0, words.length);
}

/** Whether a sign that stands alone before `next` is one of paragraphs. */
function isParagraph(words: readonly string[], index: number, next: string, sign: string): boolean {
  if (sign !== '8' && ORDINAL.test(next)) return true;
  if (!ORDINAL.test(next) && !NUMBER.test(next)) return false;
  // "8 2º do art. 5º"; "art. 5º, 8 2º"
  const [of, article] = [words[index + 2] ?? '', words[index + 3] ?? ''];
  if (/^d[oa]s?$/.test(of) && ARTICLE.test(article)) return true;
  return ORDINAL.test(next) && ARTICLE.test(words[index - 2] ?? '') && /,$/.test(words[index - 1] ?? '');
}

function repairWord(word: string): string {
  return word
    .replace(
      /^(\(?)(\${1,2})(?=[1-9][ºª°](?:-[A-Z])?[,.;:)]*$)/,
      (_, open: string, signs: string) => open + '§'.repeat(signs.length),
    )
    .replace(/^(\(?§{1,2}[1-9])[ª°]/, '$1º')
    .replace(/^(?=I*l)(?:I[Il]{1,2}|lI{1,2})(?=[,.;:)-]*$)/, (numeral) => 'I'.repeat(numeral.length))
    .replace(/^(\(?f)i(s\.:?)$/i, '$1l$2')
    .replace(/^(n\.?|\d{1,3}\.?)°(?=[,.;:)]*$)/i, '$1º');
}
