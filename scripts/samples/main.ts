/** Makes the committed sample documents: `npm run samples [folder]`. Cases, people and courts are invented. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { complaint, hearingOrder } from './docx-samples.ts';
import {
  capitalHeadings,
  footnotedVote,
  gazettePage,
  hyphenatedOpinion,
  imageOnly,
  letterToScan,
  longDecision,
  stampedJudgment,
} from './pdf-samples.ts';
import { scanFirstPage } from './scan.ts';

const folder = process.argv[2] ?? 'samples';
const samples: Record<string, () => Promise<Buffer>> = {
  'acordao-longo.pdf': longDecision,
  'diario-oficial-duas-colunas.pdf': gazettePage,
  'sentenca-com-selo-lateral.pdf': stampedJudgment,
  'acordao-em-maiusculas.pdf': capitalHeadings,
  'parecer-hifenizado.pdf': hyphenatedOpinion,
  'voto-com-notas-de-rodape.pdf': footnotedVote,
  'oficio-digitalizado.pdf': async () => imageOnly(await scanFirstPage(await letterToScan())),
  'peticao-inicial.docx': complaint,
  'despacho-audiencias.docx': hearingOrder,
  // cut after a third: no cross-reference table, no trailer, not one whole page
  'arquivo-danificado.pdf': async () => {
    const whole = await gazettePage();
    return whole.subarray(0, Math.floor(whole.length / 3));
  },
};

await mkdir(folder, { recursive: true });
for (const [name, make] of Object.entries(samples)) {
  const bytes = await make();
  await writeFile(join(folder, name), bytes);
  process.stdout.write(`${name}\t${bytes.length} bytes\n`);
}
