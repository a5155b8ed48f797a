import { decisionParagraphs, openWorld, type World } from '../samples/content.ts';

/** Sentences with true hyphens, ordinals and numbers that must survive. */
const HYPHENATED = [
  'O decreto-lei nº 2.848, de 7 de dezembro de 1940, foi invocado pelo vice-presidente da companhia na segunda-feira.',
  'Não cabe fazê-lo de ofício, pois dar-se-á vista ao procurador-geral, que poderá contestá-la no prazo de quinze dias.',
  'A assinatura segue a Medida Provisória nº 2.200-2, de 24 de agosto de 2001, e o bem-estar da criança prevalece.',
  'O ex-cônjuge e o sócio-gerente requereram-lhe a entrega dos documentos, conforme o auto de infração nº 1.234-5.',
  'Trata-se de recém-nascido, cujo guarda-roupa e cuja matéria-prima foram objeto de contra-prova na terça-feira.',
  'A inconstitucionalidade superveniente, a impenhorabilidade e a responsabilização extracontratual foram reconhecidas.',
  'O desembargador determinou o sobrestamento, a intempestividade foi afastada e o contraditório, restabelecido.',
];

/** Paragraphs of a decision; every other one has a sentence with true hyphens. */
export function paragraphs(world: World, count: number): string[] {
  return decisionParagraphs(world, count).map((paragraph, index) =>
    index % 2 === 0 ? `${paragraph} ${world.pick(HYPHENATED)}` : `${world.pick(HYPHENATED)} ${paragraph}`,
  );
}

export { openWorld, type World };
