import type { PageContext } from '../page-context.ts';
import { REFUSALS, type RefusalName } from '../safety/refusal.ts';
import { type Html, html } from './html.ts';

/** What a person sees whose request was refused, or on which we failed. */
export function errorPage({ say }: PageContext, reason: RefusalName | 'failed'): Html {
  const status = reason === 'failed' ? 500 : REFUSALS[reason];
  const hint = reason === 'tooLarge' ? '' : say[`${reason}Hint`];
  return html`<h1>${say[reason]} <small>${status}</small></h1>
<p>${hint}</p>
<p><a href="/">${say.backToStart}</a></p>`;
}

/** Where a person shows the token. */
export function loginPage({ say }: PageContext, { wrong = false }: { readonly wrong?: boolean } = {}): Html {
  return html`<h1>${say.unauthorized}</h1>
<p>${say.unauthorizedHint}</p>
${wrong ? html`<p class="problem" role="alert">${say.tokenWrong}</p>` : ''}
<form method="post" action="/login" class="login">
<div class="field"><label for="token">${say.tokenLabel}</label><input id="token" name="token" type="password" autocomplete="current-password" required></div>
<button class="primary">${say.enter}</button>
</form>`;
}
