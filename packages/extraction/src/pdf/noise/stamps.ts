// What the systems of Brazilian courts print on pages. Collected from documents of PJe, e-SAJ, Projudi, eproc, SEI, STF,
// STJ, TST, TCU and TSE; each pattern is how such a text begins.

const START: readonly RegExp[] = [
  /^(?:este\s+)?documento\s+(?:eletr[ôo]nico\s+)?(?:\S+\s+)?(?:foi\s+)?(?:assinado|firmado)\s+(?:e\s+publicado\s+)?(?:digital|eletronica)mente(?:\s*[.,]|\s+(?:por|conforme|nos\s+termos|com\b|em\s+\d|de\s+acordo|mediante|na\s+forma|cf))/i,
  /^documento\s+eletr[ôo]nico\s+(?:\S+\s+)?assinado\b/i,
  /^(?:assinado|firmado)\s+(?:de\s+forma\s+|por\s+assinatura\s+)?(?:digital|eletr[ôo]nic)\S*(?:\s+(?:por|em|conforme|nos\s+termos)|\s*:)/i,
  /^firmado\s+por\s+assinatura\s+(?:digital|eletr[ôo]nica)/i,
  /^assinado\s+(?:digital|eletronica)mente\b/i,
  /^este\s+documento\s+(?:[ée]\s+c[óo]pia\s+d[oe]\s+(?:original|documento)|foi\s+(?:gerado|assinado|emitido|protocolado|liberado)|pode\s+ser\s+(?:acessado|verificado|conferido|consultado|validado))/i,
  /^(?:o\s+)?documento\s+pode\s+ser\s+(?:acessado|verificado|conferido|consultado)/i,
  /^para\s+(?:conferir|verificar|validar|acessar)\s+(?:o\s+(?:original|documento)|as\s+assinaturas?|a\s+(?:assinatura|autenticidade|validade))/i,
  /^(?:a|confira\s+a|verifique\s+a)?\s*(?:autenticidade|conferência\s+da\s+autenticidade|valida[çc][ãa]o|validade)\s+(?:deste|do|desse)?\s*(?:documento\s+)?(?:pode\s+ser|em\b|est[áa]|deste)/i,
  /^valida[çc][ãa]o\s+(?:deste\s+em|pelo\s+c[óo]digo)\b/i,
  /^c[óo]pia\s+(?:extra[íi]da|impressa|gerada)\s+/i,
  /^c[óo]digo\s+de\s+controle\s+do\s+documento/i,
  /^num\.\s*\d+\s*-\s*p[áa]g\.?\s*\d+/i,
  /^id\.?\s*[0-9a-f]{6,8}\s+-\s+p[áa]g\.?\s*\d+/i,
  /^projudi\s*-\s*processo/i,
  /^(?:processo\s+[\d./-]{20,28}(?:\/[a-z]{2})?\s*,\s*)?evento\s+\d+\s*,\s*[\p{L}\d_]+\s*,\s*p[áa]gina\s+\d+/iu,
  /^documento:?\s+\d{4,}\s+-\s+.{0,60}(?:site\s+certificado|inteiro\s+teor|ementa|relat[óo]rio)/i,
  /^inteiro\s+teor\s+do\s+ac[óo]rd[ãa]o\s+-\s+p[áa]gina/i,
  /^(?:fls?|folhas?)\s*\.?:?\s*(?:n[ºo°.]*\s*)?\d{1,6}(?:\s*[/-]\s*\d{1,6})?\s*$/i,
];

/** What stamps are made of, too, but other texts as well: it counts only where it is small. */
const WEAK: readonly RegExp[] = [
  /^https?:\/\/\S+(?:\s|$)/i,
  /^(?:n[úu]mero|c[óo]digo)\s+(?:do\s+(?:documento|processo)|de\s+(?:verifica[çc][ãa]o|controle|autentica[çc][ãa]o|valida[çc][ãa]o)|verificador|do\s+crc)\s*[:.]?\s*\S*\d/i,
  /^(?:impresso|emitido|gerado)\s+(?:em|por)\s*:?\s.{0,60}\d{2}[/:]\d{2}/i,
  /^(?:signat[áa]ri[oa]|data\s+e\s+hora|assinado\s+em|hash)\s*(?:\([^)]{1,4}\)\s*)?:/i,
  /^informa[çc][õo]es\s+adicionais\s+da\s+assinatura/i,
  /^publica[çc][ãa]o\s+no\s+dje\/\S+\s+n[ºo°]/i,
];

/** Whether a text begins as stamps of courts' systems do.
 *  @param isSmall smaller than the body of its page */
export function beginsAsStamp(text: string, isSmall: boolean): boolean {
  return START.some((pattern) => pattern.test(text)) || (isSmall && WEAK.some((pattern) => pattern.test(text)));
}

/** How a text begins that begins as stamps do: the same for the same words. */
export function stampBeginning(text: string): number | undefined {
  const index = START.findIndex((pattern) => pattern.test(text));
  return index < 0 ? undefined : index;
}

/** Whether a text is what stamps begin with when something else that begins as one stands right below. */
export function leadsToStamp(text: string): boolean {
  return /^processo\s*:\s*[\d./-]+$/i.test(text);
}

const NUMBER =
  /^(?:(?:p[áa]g(?:ina|s)?|p|fls?|folhas?)\s*\.?:?\s*(?:n[ºo°.]*\s*)?\d{1,6}(?:\s*(?:\/|de|-)\s*\d{1,6})?|\d{1,4}\s*(?:\/|de)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4})\.?$/i;

/** Whether a text is a page number and nothing else. */
export function isPageNumber(text: string): boolean {
  return NUMBER.test(text.trim());
}
