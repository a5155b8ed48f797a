/** The invented world of the samples: courts, people, companies, places and cases that do not exist, and the paragraphs
 *  that tell of them. Laws are real (they are public and nobody's). Everything follows from one seed. */

/** mulberry32: small, seeded, good enough to pick names. Returns numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const GIVEN = [
  'Aurelina',
  'Benvindo',
  'Clotário',
  'Dulcineia',
  'Eleutério',
  'Florisbela',
  'Gumercindo',
  'Hermenegilda',
];
const MIDDLE = ['Sertório', 'Valdevez', 'Ibirapitanga', 'Quaresmeira', 'Montalverne', 'Barbacã', 'Taborda'];
const FAMILY = ['Araribóia', 'Pitanguy de Souto', 'da Serra Velha', 'Camboatá', 'dos Anjos Perdidos', 'Jequitimar'];
const COMPANIES = [
  'Cerâmica Pedra Lisa Ltda.',
  'Banco Vale do Ipê S/A',
  'Transportes Rio Manso S.A.',
  'Cooperativa Agrícola do Alto Bambual',
  'Construtora Lagoa do Tucano Ltda.',
];
const PLACES = ['Nova Arariba', 'Santa Clotilde do Ipê', 'Porto das Quaresmeiras', 'Vila Bambual', 'Serra do Tucano'];
const LAWS = [
  'art. 5º, inciso XXXV, da Constituição Federal',
  'art. 186 do Código Civil',
  'art. 14 da Lei nº 8.078, de 11 de setembro de 1990',
  'art. 373, inciso II, do Código de Processo Civil',
  'art. 37, § 6º, da Constituição Federal',
  'art. 5º, § 1º, da Lei nº 6.194/74',
  'art. 927 do Código Civil',
  'art. 85, § 2º, do CPC',
];
const DATES = [
  '12 de março de 2018',
  '3 de agosto de 2019',
  '1º de outubro de 2017',
  '27/05/2016',
  '9 de junho de 2020',
];
export const COURT = 'Tribunal de Justiça do Estado de Arariba';
export const CHAMBER = 'Terceira Câmara Cível';

/** A case number in the unified form with right check digits, of a court (8.99) that does not exist. */
export function caseNumber(sequence: number, year: number): string {
  const n = String(sequence).padStart(7, '0');
  const remainder = Number(BigInt(`${n}${year}899000100`) % 97n);
  return `${n}-${String(98 - remainder).padStart(2, '0')}.${year}.8.99.0001`;
}

/** Picks from the invented world; one per document, so that its people stay the same throughout. */
export function openWorld(seed: number) {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(random() * list.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  const person = () => `${pick(GIVEN)} ${pick(MIDDLE)} ${pick(FAMILY)}`;
  return {
    random,
    pick,
    person,
    company: () => pick(COMPANIES),
    place: () => pick(PLACES),
    law: () => pick(LAWS),
    date: () => pick(DATES),
    caseNumber: () => caseNumber(1 + Math.floor(random() * 9_999_998), 2015 + Math.floor(random() * 6)),
  };
}

export type World = ReturnType<typeof openWorld>;

const SENTENCES: ((world: World, plaintiff: string, defendant: string) => string)[] = [
  (w, p, d) =>
    `Trata-se de ação de indenização ajuizada por ${p} em face de ${d}, distribuída em ${w.date()} à comarca de ${w.place()}.`,
  (w, p) =>
    `Narra a inicial que ${p} celebrou o contrato em ${w.date()}, na cidade de ${w.place()}, e que as obrigações não foram cumpridas.`,
  (w, _, d) => `Citada, ${d} apresentou contestação, na qual invoca o ${w.law()} e pede a improcedência dos pedidos.`,
  (w) => `Nos termos do ${w.law()}, cumpre ao julgador examinar a prova produzida sob o crivo do contraditório.`,
  (w) =>
    `A matéria foi apreciada por esta Corte na Apelação Cível n. ${w.caseNumber()}, de relatoria do Desembargador ${w.person()}.`,
  (w) => `Invoca-se, ainda, a Súmula 297 do Superior Tribunal de Justiça, bem como o disposto no ${w.law()}.`,
  (w) =>
    `A testemunha ${w.person()}, ouvida em ${w.date()}, confirmou que as mercadorias foram entregues no depósito de ${w.place()}.`,
  (w) =>
    `O laudo subscrito pela perita ${w.person()} concluiu pela existência de vício oculto, o que atrai a incidência do ${w.law()}.`,
  (_, p, d) =>
    `Assim, ficou demonstrado o nexo entre a conduta de ${d} e o dano suportado por ${p}, sem que se cogite de culpa exclusiva da vítima.`,
  (w) =>
    `O Ministério Público do Estado de Arariba, em parecer da Procuradora ${w.person()}, opinou pelo desprovimento do recurso.`,
  (w) =>
    `A sentença de fls. 210/218, proferida em ${w.date()}, julgou procedente em parte o pedido e fixou honorários na forma do ${w.law()}.`,
  () =>
    'O valor arbitrado observa a extensão do dano, a capacidade econômica das partes e o caráter pedagógico da condenação.',
  () => 'Não se vislumbra, na espécie, qualquer nulidade processual que imponha a cassação do julgado recorrido.',
  (w) =>
    `Em caso semelhante, o Supremo Tribunal Federal assentou a tese no RE 580.${100 + Math.floor(w.random() * 800)}, com repercussão geral reconhecida.`,
];

/** Paragraphs of a decision between two invented parties; `count` paragraphs of three to five sentences. */
export function decisionParagraphs(world: World, count: number): string[] {
  const plaintiff = world.person();
  const defendant = world.company();
  return Array.from({ length: count }, () => {
    const sentences = 3 + Math.floor(world.random() * 3);
    return Array.from({ length: sentences }, () => world.pick(SENTENCES)(world, plaintiff, defendant)).join(' ');
  });
}
