import type { StoredPage } from '@acervo/db';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import type { Messages } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import { type Html, html } from './html.ts';

/** Where a page's text came from, where that is not its file's text layer: how sure OCR was and why it read, or why there is
 *  no text and what to do. */
export function pageSource(context: PageContext, { textSource, reason, confidence, ocrErrorCode }: StoredPage): Html {
  const { say, percent } = context;
  const failed = ocrErrorCode === null ? '' : problem(context, say.ocrFailed(ocrErrorCode), ocrErrorCode);
  if (reason === null) return html`${failed}`; // as it should be
  const why = reasonIn(say, reason);
  const source =
    textSource === 'ocr'
      ? say.fromOcr(percent(confidence ?? 0), why)
      : textSource === 'none'
        ? say.emptyPage(why)
        : say.poorText(why);
  return html`<p class="notice">${source}</p>
${failed}`;
}

/** What went wrong, and what can be done about it. */
export function problem({ language }: PageContext, what: string, code: string): Html {
  return html`<p class="problem">${what} ${isFailureCode(code) ? FAILURE_HINTS[code][language] : ''}</p>`;
}

function reasonIn({ reasons }: Messages, reason: string): string {
  return Object.entries(reasons).find(([name]) => name === reason)?.[1] ?? reason;
}
