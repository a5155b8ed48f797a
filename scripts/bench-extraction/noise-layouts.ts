import { caseNumber } from '../samples/content.ts';
import { openWorld } from './content.ts';
import { openDecorated } from './decorated.ts';
import { type MadeDocument, PAGE, type Style, type Writer } from './writer.ts';

const FOOT = PAGE.height - 40;

/** Layouts with what courts' systems print around the text. */
export function noiseLayouts(seed: number): (() => Promise<MadeDocument>)[] {
  const world = openWorld(seed + 1000);
  const number = caseNumber(4000 + seed, 2019);
  const judge = world.person();
  const hash = Math.floor(world.random() * 1e9)
    .toString(16)
    .toUpperCase();
  const make = openDecorated(world);
  const middle = (w: Writer, text: string, size: number) =>
    (PAGE.width - w.width(text, { size, font: 'Helvetica' })) / 2;
  const small: Style = { size: 7, font: 'Helvetica' };
  return [
    make('running heads and page numbers', 14, (w) => {
      w.noise(`Apelação Cível nº ${number}`, w.frame.left, 45, { size: 9, font: 'Times-Italic' });
      w.noise(String(w.page()), PAGE.width / 2, FOOT, { size: 10 });
    }),
    make('heads of even and odd pages', 22, (w) => {
      const isEven = w.page() % 2 === 0;
      w.noise(isEven ? 'Terceira Câmara Cível' : `Processo nº ${number}`, isEven ? w.frame.left : 330, 50, { size: 9 });
      w.noise(`Página ${w.page()} de ${w.pageCount}`, 450, FOOT, { size: 8, font: 'Helvetica' });
    }),
    make('one page with its number', 3, (w) => {
      w.noise('1', PAGE.width / 2, FOOT, { size: 10 });
    }),
    make('PJe', 9, (w) => {
      w.noise(
        `Assinado eletronicamente por: ${judge.toUpperCase()} - 12/03/2020 14:0${w.page()}:11`,
        30,
        FOOT - 20,
        small,
      );
      w.noise(
        `https://pje.tjar.jus.br:443/pje/Processo/ConsultaDocumento/listView.seam?x=2003121404${hash}`,
        30,
        FOOT - 10,
        small,
      );
      w.noise(`Número do documento: 2003121404${hash}`, 30, FOOT, small);
      w.noise(`Num. 10834211 - Pág. ${w.page()}`, 480, FOOT - 20, { ...small, font: 'Helvetica-Bold' });
    }),
    make('e-SAJ', 9, (w) => {
      w.noise(`fls. ${120 + w.page()}`, 530, 30, { size: 9, font: 'Helvetica' });
      w.noise(
        `Para conferir o original, acesse o site https://esaj.tjar.jus.br/pastadigital/pg/abrirConferenciaDocumento.do, informe o processo ${number} e código ${hash}.`,
        580,
        780,
        { ...small, turned: -90 },
      );
      w.noise(
        `Este documento é cópia do original, assinado digitalmente por ${judge.toUpperCase()}, liberado nos autos em 12/03/2020 às 14:08 .`,
        588,
        780,
        { ...small, turned: -90 },
      );
    }),
    make('Projudi', 9, (w) => {
      w.noise(
        `PROJUDI - Processo: ${number} - Ref. mov. 31.1 - Assinado digitalmente por ${judge}:12345678900`,
        60,
        22,
        small,
      );
      w.noise('12/03/2020: JULGADA PROCEDENTE EM PARTE A AÇÃO. Arq: Sentença', 60, 31, small);
      w.noise(
        'Documento assinado digitalmente, conforme MP nº 2.200-2/2001, Lei nº 11.419/2006, resolução do Projudi, do TJAR/OE',
        578,
        760,
        { ...small, turned: -90 },
      );
      w.noise(
        `Validação deste em https://projudi.tjar.jus.br/projudi/ - Identificador: PJ${hash} 8LQ2Z 9F4NG`,
        586,
        760,
        { ...small, turned: -90 },
      );
    }),
    make(
      'eproc',
      8,
      (w) => {
        w.noise(`Evento 42, SENT1, Página ${w.page()}`, 440, 28, { size: 8, font: 'Helvetica' });
        w.noise(`5001234-88.2019.4.99.7000`, w.frame.left, FOOT, small);
        w.noise(`720005${hash} .V${w.page()}`, 440, FOOT, small);
      },
      (w) => {
        if (w.y > w.frame.bottom - 90) w.nextPage();
        w.y += 14;
        const lines = [
          `Documento eletrônico assinado por ${judge.toUpperCase()}, Juíza Federal, na forma do artigo 1º, inciso III, da Lei`,
          '11.419, de 19 de dezembro de 2006 e Resolução TRF 9ª Região nº 17, de 26 de março de 2010. A conferência da',
          'autenticidade do documento está disponível no endereço eletrônico http://www.trf9.jus.br/trf9/processos/verifica.php,',
          `mediante o preenchimento do código verificador 720005${hash}v3 e do código CRC ${hash.slice(0, 6)}.`,
          'Informações adicionais da assinatura:',
          `Signatário (a): ${judge.toUpperCase()}`,
          'Data e Hora: 12/3/2020, às 14:8:11',
        ];
        for (const line of lines) {
          w.noise(line, w.frame.left, w.y, { size: 8.5, font: 'Helvetica' });
          w.y += 11;
        }
      },
    ),
    make('STF', 10, (w) => {
      w.noise('Supremo Tribunal Federal', 230, 40, { size: 13, font: 'Times-Italic' });
      w.noise(`Inteiro Teor do Acórdão - Página ${w.page()} de ${w.pageCount}`, 400, 20, small);
      if (w.page() > 1) w.noise('ARE 999.111 / AR', w.frame.left, 62, { size: 10, font: 'Times-Bold' });
      w.noise(String(w.page()), PAGE.width / 2, FOOT - 22, { size: 10 });
      w.noise(
        'Documento assinado digitalmente conforme MP n° 2.200-2/2001 de 24/08/2001. O documento pode ser acessado pelo endereço',
        60,
        FOOT - 8,
        small,
      );
      w.noise(
        `http://www.stf.jus.br/portal/autenticacao/autenticarDocumento.asp sob o código ${hash.slice(0, 4)}-${hash.slice(2, 6)}-1B7C e senha 77AC-${hash.slice(1, 5)}`,
        60,
        FOOT,
        small,
      );
    }),
    make('STJ', 10, (w) => {
      w.noise('Superior Tribunal de Justiça', 200, 44, { size: 16, font: 'Times-Italic' });
      w.noise(
        `Documento: 1934${hash.slice(0, 3)} - Inteiro Teor do Acórdão - Site certificado - DJe: 12/03/2020`,
        60,
        FOOT,
        small,
      );
      w.noise(`Página ${w.page()} de ${w.pageCount}`, 480, FOOT, small);
    }),
    make('TST', 10, (w) => {
      w.noise('Poder Judiciário', w.frame.left, 32, { size: 9, font: 'Times-Italic' });
      w.noise('Justiça do Trabalho', w.frame.left, 42, { size: 9, font: 'Times-Italic' });
      w.noise('Tribunal Superior do Trabalho', w.frame.left, 52, { size: 9, font: 'Times-Italic' });
      w.noise(`fls.${w.page()}`, 500, 42, { size: 9 });
      w.noise(`PROCESSO Nº TST-AIRR-${number}`, middle(w, `PROCESSO Nº TST-AIRR-${number}`, 9), 70, {
        size: 9,
        font: 'Times-Bold',
      });
      w.noise(
        'Firmado por assinatura digital em 12/03/2020 pelo sistema AssineJus da Justiça do Trabalho, conforme MP 2.200-2/2001, que instituiu a Infra-Estrutura de Chaves Públicas Brasileira.',
        20,
        FOOT,
        { ...small, size: 6.5 },
      );
      w.noise(
        `Este documento pode ser acessado no endereço eletrônico http://www.tst.jus.br/validador sob código 1002${hash}.`,
        16,
        700,
        { ...small, turned: -90 },
      );
    }),
    make('TCU', 8, (w) => {
      w.noise('TRIBUNAL DE CONTAS DA UNIÃO', 60, 40, { size: 9, font: 'Helvetica-Bold' });
      w.noise('TC 033.999/2019-0', 440, 40, { size: 9, font: 'Helvetica' });
      w.noise(String(w.page()), 520, FOOT - 14, { size: 9 });
      w.noise(
        `Para verificar as assinaturas, acesse www.tcu.gov.br/autenticidade, informando o código ${hash}.`,
        110,
        FOOT,
        { ...small, size: 8 },
      );
    }),
    make(
      'one page with a signature block',
      2,
      () => {},
      (w) => {
        w.y += 20;
        for (const line of [
          `Documento assinado eletronicamente por ${judge}, Juiz de Direito, em 12/03/2020, às 14:08,`,
          'conforme art. 1º, III, "b", da Lei 11.419/2006.',
          `A autenticidade do documento pode ser conferida no site https://sei.tjar.jus.br/verificar informando o código verificador ${hash}`,
          `e o código CRC ${hash.slice(0, 6)}.`,
        ]) {
          w.noise(line, 100, w.y, { size: 8, font: 'Helvetica' });
          w.y += 10;
        }
      },
    ),
  ];
}
