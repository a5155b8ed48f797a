import type { PageContext } from '../page-context.ts';
import { REFUSALS } from '../safety/refusal.ts';
import { type Html, html } from './html.ts';

/** Everything that can be the matter, with its status: refusals, and what is our own fault. */
export const ERRORS = { ...REFUSALS, failed: 500, unavailable: 503 } as const;

/** Name of what is the matter. */
export type ErrorName = keyof typeof ERRORS;

/** What a person sees whose request was refused, or on which we failed. */
export function errorPage({ say }: PageContext, reason: ErrorName): Html {
  const status = ERRORS[reason];
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
