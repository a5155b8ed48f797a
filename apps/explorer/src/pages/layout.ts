import { assetPath } from '../assets.ts';
import { type PageContext, withQuery } from '../page-context.ts';
import { type Html, html } from './html.ts';

/** A whole page around its content. `section` is the part of the site it belongs to; `scripts` are names of assets. */
export function layout(
  { say, language, url }: PageContext,
  {
    title,
    section,
    scripts = [],
    canLeave = false,
  }: {
    readonly title: string;
    readonly section?: 'search' | 'try' | 'archive';
    readonly scripts?: readonly string[];
    readonly canLeave?: boolean;
  },
  content: Html,
): Html {
  const entry = (name: typeof section, path: string, words: string) =>
    html`<li><a href="${path}"${name === section ? html` aria-current="page"` : ''}>${words}</a></li>`;
  const other = language === 'pt' ? 'en' : 'pt';
  return html`<!doctype html>
<html lang="${language === 'pt' ? 'pt-BR' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Acervo</title>
<link rel="stylesheet" href="${assetPath('style.css')}">
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
${scripts.map((name) => html`<script type="module" src="${assetPath(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#content">${say.skipToContent}</a>
<header class="site">
<a class="brand" href="/">Acervo</a>
<nav aria-label="${say.navigation}"><ul>
${entry('search', '/', say.navSearch)}
${entry('try', '/try', say.navTry)}
${entry('archive', '/archive', say.navArchive)}
</ul></nav>
<a class="language" href="${withQuery(url, { lang: other })}" hreflang="${other}" lang="${other === 'pt' ? 'pt-BR' : 'en'}">${say.otherLanguage}</a>
${canLeave ? html`<form method="post" action="/logout"><button class="quiet">${say.leave}</button></form>` : ''}
</header>
<main id="content" tabindex="-1">
${content}
</main>
<footer class="site"><p>${say.footer} <a href="/openapi.json">${say.apiLink}</a></p></footer>
</body>
</html>`;
}
