import { t } from '../pair.ts';

/** What is said when a request can't be answered. */
export const ERROR_MESSAGES = {
  badRequest: t('O pedido não está certo', 'The request is not right'),
  badRequestHint: t('Confira o endereço ou os campos.', 'Check the address or the fields.'),
  unauthorized: t('É preciso entrar', 'You need to log in'),
  unauthorizedHint: t('Quem cuida do acervo tem o código de acesso.', 'Whoever runs the archive has the access token.'),
  tokenLabel: t('Código de acesso', 'Access token'),
  tokenWrong: t('O código não confere.', 'The token is not right.'),
  enter: t('Entrar', 'Log in'),
  forbidden: t('Pedido recusado', 'Request refused'),
  forbiddenHint: t(
    'Ele veio de outro site ou por um nome desconhecido. Abra o endereço que acervo web mostra.',
    'It came from another site or through an unknown name. Open the address that acervo web prints.',
  ),
  notFound: t('Não encontrado', 'Not found'),
  notFoundHint: t('Isto não está no acervo.', 'This is not in the archive.'),
  tooLarge: t('Grande demais', 'Too large'),
  tooLargeHint: t(
    (limit: string) => `O limite é de ${limit}.`,
    (limit: string) => `The limit is ${limit}.`,
  ),
  tooSlow: t('A pergunta demorou demais', 'The question took too long'),
  tooSlowHint: t(
    'Ela foi interrompida. Tente com mais palavras ou com um filtro.',
    'It was stopped. Try more words, or a filter.',
  ),
  unavailable: t('O banco de dados não responde', 'The database does not answer'),
  unavailableHint: t('Tente de novo em instantes.', 'Try again in a moment.'),
  tooMany: t('Pedidos demais', 'Too many requests'),
  tooManyHint: t('Espere alguns segundos e tente de novo.', 'Wait a few seconds and try again.'),
  failed: t('Algo deu errado', 'Something went wrong'),
  failedHint: t('O log do explorador diz onde.', 'The log of the explorer says where.'),
  backToStart: t('Voltar ao início', 'Back to the start'),
} as const;
