import { caseNumber } from '../samples/content.ts';
import { openWorld } from './content.ts';
import { openDecorated } from './decorated.ts';
import { type MadeDocument, PAGE, type Style, type Writer } from './writer.ts';

const FOOT = PAGE.height - 40;
const SMALL: Style = { size: 7, font: 'Helvetica' };

/** More of what courts' systems print, on other sides of the page and in the words of other courts. */
export function stampLayouts(seed: number): (() => Promise<MadeDocument>)[] {
  const world = openWorld(seed + 3000);
  const number = caseNumber(6000 + seed, 2020);
  const judge = world.person();
  const hash = (0x10000000 + Math.floor(world.random() * 0xefffffff)).toString(16);
  const make = openDecorated(world);
  const block = (w: Writer, lines: readonly string[], x: number, style: Style = SMALL) => {
    const size = style.size ?? 7;
    if (w.y + 20 + lines.length * 1.2 * size > w.frame.bottom) w.nextPage();
    w.y += 20;
    for (const line of lines) {
      w.noise(line, x, w.y, style);
      w.y += 1.2 * size;
    }
  };
  return [
    make('e-SAJ at the left', 9, (w) => {
      w.noise(`fls. ${31 + w.page()}`, 520, 36, { size: 10, font: 'Times-Roman' });
      w.noise(
        `Este documento foi assinado digitalmente por ${judge.toUpperCase()}. Protocolado em 12/03/2020 às 14:08:11.`,
        22,
        640,
        { ...SMALL, turned: -90 },
      );
      w.noise(
        `Para acessar os autos processuais, acesse o site https://esaj.tjar.jus.br/esaj, informe o processo ${number} e o código ${hash.toUpperCase()}.`,
        31,
        720,
        { ...SMALL, turned: -90 },
      );
    }),
    make('e-SAJ at the right, read downwards', 9, (w) => {
      w.noise(
        `Este documento é cópia do original, assinado digitalmente por ${judge}, protocolado em 12/03/2020 às 14:08 , sob o número WJMJ20401234567.`,
        572,
        60,
        { ...SMALL, turned: 90 },
      );
      w.noise(
        `Para conferir o original, acesse o site https://esaj.tjar.jus.br/pastadigital/pg/abrirConferenciaDocumento.do, informe o processo ${number} e código ${hash}.`,
        563,
        60,
        { ...SMALL, turned: 90 },
      );
    }),
    make('PJe of the labour courts', 9, (w) => {
      w.noise(`Fls.: ${w.page() + 1}`, 510, 24, { size: 8, font: 'Helvetica' });
      w.noise(
        `Assinado eletronicamente por: ${judge.toUpperCase()} - Juntado em: 12/03/2020 14:08:11 - ${hash.slice(0, 7)}`,
        60,
        FOOT - 18,
        SMALL,
      );
      w.noise(`https://pje.trt99.jus.br/pjekz/validacao/2003121408${hash}?instancia=1`, 60, FOOT - 9, SMALL);
      w.noise(`Número do processo: ${number}`, 60, FOOT, SMALL);
      w.noise(`Número do documento: 2003121408${hash}`, 60, FOOT + 9, SMALL);
      w.noise(`ID. ${hash.slice(0, 7)} - Pág. ${w.page()}`, 470, FOOT - 18, { ...SMALL, font: 'Helvetica-Bold' });
    }),
    make('PJe, upright at the right', 9, (w) => {
      w.noise(`Num. 55123${seed} - Pág. ${w.page()}`, 470, 30, { ...SMALL, size: 8 });
      w.noise(
        `Assinado eletronicamente por: ${judge} - 12/03/2020 14:08:11, ${judge} - 12/03/2020 15:09:12`,
        580,
        700,
        { ...SMALL, turned: -90 },
      );
    }),
    make('eproc with the case at the top', 9, (w) => {
      w.noise(`Processo ${number}/AR, Evento 42, SENT1, Página ${w.page()}`, 330, 26, { size: 8, font: 'Helvetica' });
      w.noise(`${number}`, w.frame.left, FOOT, SMALL);
      w.noise(`7200051${hash.slice(0, 5)} .V17`, 300, FOOT, SMALL);
    }),
    make(
      'TRF, block of a certificate',
      7,
      (w) => {
        w.noise('PODER JUDICIÁRIO', 250, 36, { size: 10, font: 'Helvetica-Bold' });
        w.noise('TRIBUNAL REGIONAL FEDERAL DA 9ª REGIÃO', 180, 48, { size: 10, font: 'Helvetica-Bold' });
        w.noise('GABINETE DA DESEMBARGADORA FEDERAL', 195, 60, { size: 10, font: 'Helvetica-Bold' });
      },
      (w) =>
        block(
          w,
          [
            'Documento eletrônico assinado digitalmente conforme MP nº 2.200-2/2001 de 24/08/2001,',
            'que instituiu a Infra-estrutura de Chaves Públicas Brasileira - ICP-Brasil, por:',
            `Signatário (a): ${judge.toUpperCase()}:10099`,
            'Nº de Série do Certificado: 11A217031744F093',
            'Data e Hora: 12/03/2020 14:08:11',
          ],
          170,
          { size: 9, font: 'Helvetica' },
        ),
    ),
    make(
      'TRF, identifier at the end',
      7,
      (w) => w.noise(`${w.page()}/${w.pageCount}`, 520, FOOT, { size: 8, font: 'Helvetica' }),
      (w) =>
        block(
          w,
          [
            `Processo: ${number}`,
            'Assinado eletronicamente por:',
            `${judge.toUpperCase()} - Magistrado`,
            'Data e hora da assinatura: 12/03/2020 14:08:11',
            'Identificador: 4058100.17812345',
            'Para conferência da autenticidade do documento:',
            'https://pje.jfar.jus.br/pje/Processo/ConsultaDocumento/listView.seam',
          ],
          85,
        ),
    ),
    make('STJ, electronic', 9, (w) => {
      w.noise('Superior Tribunal de Justiça', 210, 46, { size: 15, font: 'Times-Italic' });
      w.noise(
        'Documento eletrônico VDA24661234 assinado eletronicamente nos termos do Art.1º §2º inciso III da Lei 11.419/2006',
        80,
        FOOT - 9,
        SMALL,
      );
      w.noise(`Signatário(a): ${judge.toUpperCase()} Assinado em: 12/03/2020 14:08:11`, 80, FOOT, SMALL);
      w.noise(
        `Publicação no DJe/STJ nº 2867 de 13/03/2020. Código de Controle do Documento: ${hash}-1b2c-4d5e`,
        80,
        FOOT + 9,
        SMALL,
      );
    }),
    make('Projudi, three lines at the top', 9, (w) => {
      w.noise('Tribunal de Justiça do Estado de Arariba', 30, 18, SMALL);
      w.noise('Documento Assinado e Publicado Digitalmente em 12/03/2020 14:08:11', 30, 26, SMALL);
      w.noise(`Assinado por ${judge.toUpperCase()}`, 30, 34, SMALL);
      w.noise(
        `Validação pelo código: 10483562098${seed}23, no endereço: https://projudi.tjar.jus.br/PendenciaPublica`,
        30,
        42,
        SMALL,
      );
      w.noise(`Processo: ${number} - Usuário: ${judge} - Data: 12/03/2020 14:08:11`, 12, 500, {
        ...SMALL,
        turned: -90,
      });
    }),
    make('TST, upright at the left', 9, (w) => {
      w.noise(`PROCESSO Nº TST-RR-${number}`, 200, 44, { size: 10, font: 'Times-Bold' });
      w.noise(
        `Este documento pode ser acessado no endereço eletrônico http://www.tst.jus.br/validador sob código 1002${hash.toUpperCase()}.`,
        20,
        760,
        { ...SMALL, turned: -90 },
      );
      w.noise(`${w.page()}`, PAGE.width / 2, FOOT, { size: 10 });
    }),
    make('TJ, number for verification at the head', 9, (w) => {
      w.noise('Tribunal de Justiça de Arariba', 60, 30, { size: 9, font: 'Times-Bold' });
      w.noise(`Número Verificador: 1.0000.20.0${hash.slice(0, 5)}-7/001`, 60, FOOT, SMALL);
      w.noise(`Fl. ${w.page()}/${w.pageCount}`, 300, FOOT + 10, SMALL);
    }),
    make('one page of a gazette with its verification', 3, (w) => {
      w.noise('Documento assinado digitalmente conforme MP nº 2.200-2 de 24/08/2001,', 60, FOOT - 8, SMALL);
      w.noise('que institui a Infraestrutura de Chaves Públicas Brasileira - ICP-Brasil.', 60, FOOT, SMALL);
      w.noise('Este documento pode ser verificado no endereço eletrônico', 350, FOOT - 8, SMALL);
      w.noise(`http://www.in.gov.br/autenticidade.html, pelo código 0515${hash}`, 350, FOOT, SMALL);
    }),
  ];
}
