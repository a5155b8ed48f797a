/** Words that the invented archive is written with. The ranks follow Zipf's law, as words in real texts do. */
export const COMMON_WORDS = (
  'de a o que e do da em os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela ' +
  'entre depois sem mesmo aos seus quem nas me esse eles você essa num nem suas meu às minha numa pelos qual nós lhe deles este ' +
  'recurso processo autos sentença acórdão decisão tribunal juízo parte autor réu prova direito dano moral material contrato ' +
  'responsabilidade consumidor apelação agravo embargos declaração mérito pedido provimento negado parcial voto relator turma câmara ' +
  'unânime maioria prescrição nulidade preliminar competência jurisdição execução penhora crédito tributo imposto servidor pensão ' +
  'benefício aposentadoria auxílio doença incapacidade perícia laudo testemunha depoimento crime pena regime fechado semiaberto habeas ' +
  'corpus liberdade prisão preventiva flagrante tráfico entorpecentes roubo furto receptação homicídio denúncia queixa ministério público ' +
  'defesa advogado honorários sucumbência custas despesas gratuidade justiça liminar tutela urgência antecipada cautelar mandado segurança ' +
  'autoridade coatora licitação concurso edital candidato nomeação posse vencimentos indenização seguro apólice sinistro banco juros ' +
  'capitalização revisão cláusula abusiva repetição indébito restituição família alimentos guarda visitas divórcio partilha inventário'
).split(' ');

const SYLLABLES =
  'ba ca da fa ga la ma na pa ra sa ta va be ce de fe le me ne pe re se te bi di fi li mi ni pi ri si ti vi bo co do lo mo no po ro so to vo'.split(
    ' ',
  );

const RARE_WORDS = SYLLABLES.length ** 4;

/** An invented word: pronounceable, another one for each number below 2.5 million. */
export function rareWord(number: number): string {
  let rest = (number * 1_000_003) % RARE_WORDS;
  let word = '';
  for (let left = 4; left > 0; left--) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}

export const GIVEN_NAMES = (
  'Maria José Ana João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael Francisca Daniel Marcelo Bruno ' +
  'Eduardo Felipe Raimundo Rodrigo Antônia Manoel Adriana Juliana Mateus Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna ' +
  'Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Thiago ' +
  'André Fábio Gustavo Leandro Tiago Anderson Ricardo Sebastião Vítor Roberto'
).split(' ');

export const FAMILY_NAMES = (
  'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Almeida Lopes Soares ' +
  'Fernandes Vieira Barbosa Rocha Dias Nascimento Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves ' +
  'Santana Teixeira Araújo Moura Castro Correia Cavalcanti Melo Batista Campos Pinto Monteiro Farias Reis Azevedo Barros Macedo ' +
  'Brito Cunha Miranda Figueiredo Coelho Bezerra Tavares Pires Xavier Duarte Sales Peixoto Leite Borges Sampaio Fonseca Aguiar ' +
  'Nogueira Magalhães Siqueira Guimarães Antunes Amaral Queiroz Matos Vasconcelos Viana Medeiros Bastos Chaves Dantas Paiva ' +
  'Rezende Lacerda Camargo Prado Assis Bueno Toledo Furtado Pacheco Neves Menezes Franco Braga'
).split(' ');

export const MONTHS = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(
  ' ',
);
