import { plain } from '../tokens.ts';

/** What the documents of a case file are, by the words of their titles and the codes of eproc. The first that fits counts. */
const KINDS: readonly (readonly [kind: string, title: RegExp])[] = [
  ['peticao-inicial', /\b(?:peticao )?inicial\b|\binic\d*\b/],
  ['contestacao', /\bcontestacao\b|\bcont(?:es)?\d+\b/],
  ['replica', /\breplica\b/],
  ['sentenca', /\bsentenca\b|\bsent\d*\b/],
  ['acordao', /\bacordao\b|\bacor\d*\b|\binteiro teor\b/],
  ['voto', /\bvoto\b|\brelvoto\d*\b/],
  ['ementa', /\bementa\b/],
  ['relatorio', /\brelatorio\b/],
  ['decisao', /\bdecisao\b|\bdespadec\d*\b|\bdecmono\d*\b/],
  ['despacho', /\bdespacho\b|\bato ordinatorio\b|\batoord\d*\b/],
  ['recurso', /\b(?:recurso|apelacao|agravo|embargos|contrarrazoes|razoes)\b|\bapelacao\d*\b|\bembdecl\d*\b/],
  ['parecer', /\bparecer\b|\bpromocao\b|\bmanifestacao do (?:mp|ministerio publico)/],
  ['laudo', /\blaudo\b|\bpericia\b/],
  ['procuracao', /\bprocuracao\b|\bproc\d+\b|\bsubstabelecimento\b/],
  ['certidao', /\bcertidao\b|\bcert\d+\b|\bcertifico\b/],
  ['mandado', /\bmandado\b|\bcarta precatoria\b|\bcarta de ordem\b/],
  ['intimacao', /\bintimacao\b|\bcitacao\b|\bnotificacao\b|\bexpediente\b/],
  ['oficio', /\boficio\b/],
  ['ata', /\bata\b|\btermo de audiencia\b|\bassentada\b/],
  ['guia', /\bguia\b|\bcustas\b|\bboleto\b|\bcomprovante\b/],
  ['peticao', /\bpeticao\b|\bpet\d+\b|\bmanifestacao\b|\brequerimento\b/],
  ['documento', /\bdocumentos?\b|\bdoc\.? ?\d*\b|\banexo\d*\b|\bout\d+\b|\bprova\b|\bcontrato\b|\bextrato\b/],
];

/** What a document of a case file is by its title, where that tells. */
export function kindOfTitle(title: string): string | undefined {
  const folded = plain(title).toLowerCase().replaceAll('_', ' ');
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0];
}
