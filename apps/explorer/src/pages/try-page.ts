import type { RuleMention } from '@acervo/legal';
import type { Mention } from '@acervo/ner-core';
import { type Messages, typeName } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import { type DrawnMention, highlight } from '../reading/highlight.ts';
import { reflow } from '../reading/reflow.ts';
import type { Attempt, AttemptReading } from '../try/attempt.ts';
import { attemptJson, isValid } from '../try/attempt-json.ts';
import type { Difference } from '../try/compare-readings.ts';
import { EXAMPLES } from '../try/examples.ts';
import type { LabModel } from '../try/lab.ts';
import { entityName } from './entity-name.ts';
import { countTypes, filters } from './filters.ts';
import { type Html, html } from './html.ts';

/** What the page shows: the form as it was sent, and what came of it. */
export interface TryPage {
  readonly text: string;
  /** Index of the example that stands in the form. */
  readonly example: number | undefined;
  readonly models: readonly LabModel[];
  readonly chosen: readonly LabModel[];
  readonly maxUploadMb: number;
  readonly attempt?: Attempt | undefined;
  /** Characters of the whole file, where only its beginning was read. */
  readonly wholeUnits?: number;
  /** The form was sent by the person, who now looks for what came of it. */
  readonly isSent?: boolean;
  /** Why nothing came of it, in the person's language. */
  readonly problem?: string | undefined;
}

const SHOWN_WORDS = 2_000;
const SHOWN_JSON_UNITS = 20_000;

/** The page on which models are tried: a form that works without scripts, and the result. */
export function tryPage(context: PageContext, page: TryPage): Html {
  const { say } = context;
  return html`<h1>${say.tryTitle}</h1>
<p class="lead">${say.tryIntro}</p>
${missingNotice(context, page.models)}
${form(context, page)}
${page.problem === undefined ? '' : html`<p class="problem" role="alert">${page.problem}</p>`}
${page.attempt === undefined ? '' : result(context, page.attempt, page.wholeUnits ?? 0)}`;
}

/** What to do where the archive's own model can't be tried. */
function missingNotice({ say }: PageContext, models: readonly LabModel[]): Html {
  const active = models.find(({ state }) => state === 'active');
  return active === undefined || active.isHere
    ? html``
    : html`<p class="notice">${say.activeNotHere(versionOf(active))}</p>`;
}

const versionOf = ({ name, hash }: LabModel) => `${name} (${hash.slice(0, 8)})`;

function form({ say, language, number }: PageContext, page: TryPage): Html {
  const [a, b] = page.chosen;
  const option = (model: LabModel, chosen: LabModel | undefined) =>
    html`<option value="${model.hash.slice(0, 16)}"${model.hash === chosen?.hash ? html` selected` : ''}${model.isHere ? '' : html` disabled`}>${versionOf(model)}, ${say[`state${model.state}`]}${model.isHere ? '' : `, ${say.notHere}`}</option>`;
  const models = `a=${a?.hash.slice(0, 16) ?? ''}&b=${b?.hash.slice(0, 16) ?? ''}`;
  const example = (index: number, title: string) =>
    html`<li><a href="/try?example=${index + 1}&${models}"${index === page.example ? html` aria-current="true"` : ''}>${title}</a></li>`;
  return html`<form class="try" method="post" action="/try" enctype="multipart/form-data"${page.isSent ? html` data-sent` : ''}>
<nav class="examples" aria-label="${say.examples}"><span aria-hidden="true">${say.examples}</span><ul>
${EXAMPLES.map(({ title }, index) => example(index, title[language]))}
<li><a href="/try?example=0&${models}">${say.clearText}</a></li>
</ul></nav>
<div class="field"><label for="text">${say.textLabel}</label>
<textarea id="text" name="text" rows="9" lang="pt-BR" spellcheck="false">${page.text}</textarea></div>
<div class="field drop"><label for="file">${say.fileLabel}</label>
<input id="file" type="file" name="file" accept=".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document" aria-describedby="file-limit">
<span id="file-limit" class="hint">${say.fileDrop}, ${say.fileLimit(number(page.maxUploadMb))}</span></div>
<div class="row">
<div class="field"><label for="a">${say.modelA}</label><select id="a" name="a">${page.models.map((model) => option(model, a))}</select></div>
<div class="field"><label for="b">${say.modelB}</label><select id="b" name="b"><option value="">${say.noModelB}</option>${page.models.map((model) => option(model, b))}</select></div>
</div>
<div class="row buttons">
<button class="primary">${say.recognize}</button>
<button formaction="/api/try">${say.asJson}</button>
<button formaction="/try/words.csv">${say.asCsv}</button>
</div>
</form>`;
}

function result(context: PageContext, attempt: Attempt, wholeUnits: number): Html {
  const { say } = context;
  const isTwo = attempt.readings.length > 1;
  const counts = countTypes([...(attempt.readings[0]?.mentions ?? []), ...attempt.byRules]);
  return html`<section class="result" id="result" aria-labelledby="result-title">
<h2 id="result-title">${say.resultTitle}</h2>
${notices(context, attempt, wholeUnits)}
${filters(context, { counts, withDifferences: isTwo })}
<div class="readings${isTwo ? ' two' : ''}">
${attempt.readings.map((reading, index) => readingArticle(context, attempt, reading, index))}
</div>
${attempt.readings.some(({ mentions, thresholds }) => mentions.some(({ type, score }) => score < (thresholds[type] ?? 0))) ? html`<p class="hint">${say.unsureNote}</p>` : ''}
${isTwo ? differencesTable(context, attempt.differences) : ''}
${mentionsTable(context, attempt)}
${wordsTable(context, attempt)}
${jsonBlock(context, attempt)}
</section>`;
}

function notices({ say, number }: PageContext, { doubt, text, readings }: Attempt, wholeUnits: number): Html {
  const doubts = {
    short: say.shortText,
    'not-portuguese': say.notPortugueseText,
    'not-court': say.notCourtText,
  } as const;
  const cut = readings[0]?.cutWords ?? 0;
  return html`${doubt === undefined ? '' : html`<p class="notice" role="status">${doubts[doubt]}</p>`}
${wholeUnits > text.length ? html`<p class="notice" role="status">${say.cutText(number(text.length), number(wholeUnits))}</p>` : ''}
${cut > 0 ? html`<p class="notice" role="status">${say.cutWords(number(cut))}</p>` : ''}`;
}

function readingArticle(context: PageContext, attempt: Attempt, reading: AttemptReading, index: number): Html {
  const { say, number } = context;
  const { text } = attempt;
  const { model, mentions, ms } = reading;
  const letter = 'AB'[index] ?? '';
  const side = index === 0 ? 'a' : 'b';
  const differing = new Map(attempt.differences.map((difference) => [difference[side], difference.kind]));
  const ofModel = mentions.map((mention): DrawnMention => {
    const kind = differing.get(mention);
    return {
      ...drawnOf(context, reading, mention),
      ...(kind === undefined ? {} : { difference: say[kind] }),
    };
  });
  const drawn = [...ofModel, ...attempt.byRules.map((mention) => drawnByRule(context, mention))].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  return html`<article class="reading">
<h3>${say.readingBy(letter, model.name)} <small>${model.hash.slice(0, 8)}</small></h3>
<p class="hint">${say.readingFacts(
    `${number(mentions.length)} ${say.mentions(mentions.length)}`,
    `${number(attempt.words.length)} ${say.words(attempt.words.length)}`,
    number(ms),
  )}</p>
<div class="text" lang="pt-BR">${highlight(reflow(text), 0, text.length, drawn)}</div>
${mentions.length === 0 ? html`<p>${say.noMentionsFound}</p>` : ''}
</article>`;
}

function drawnOf({ say, percent }: PageContext, { thresholds }: AttemptReading, mention: Mention): DrawnMention {
  const { start, end, type, score } = mention;
  const tag = say[type];
  return {
    start,
    end,
    type,
    score,
    tag,
    title: `${tag}, ${percent(score)}`,
    isUnsure: score < (thresholds[type] ?? 0),
  };
}

function drawnByRule({ say }: PageContext, mention: RuleMention): DrawnMention {
  const { start, end, type } = mention;
  const tag = typeName(say, type);
  return {
    start,
    end,
    type,
    score: 1,
    tag,
    title: `${tag}, ${sayRule(say, mention)}`,
    isUnsure: false,
    isByRule: true,
  };
}

function sayRule(say: Messages, { entity }: RuleMention): string {
  return isValid(entity) === false ? `${say.byRule}, ${say.wrongDigits}` : say.byRule;
}

function differencesTable({ say, percent }: PageContext, differences: readonly Difference[]): Html {
  if (differences.length === 0) return html`<h3>${say.differencesTitle}</h3><p>${say.noDifferences}</p>`;
  const cell = (mention: Mention | undefined) =>
    mention === undefined
      ? html`<td>${say.nothing}</td>`
      : html`<td><q lang="pt-BR">${mention.text}</q> <span class="type" data-type="${mention.type}">${say[mention.type]}</span> ${percent(mention.score)}</td>`;
  return html`<h3>${say.differencesTitle} (${differences.length})</h3>
<div class="scroll tall" tabindex="0" role="region" aria-label="${say.differencesTitle}"><table>
<thead><tr><th scope="col">${say.kind}</th><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody>${differences.map(({ kind, a, b }) => html`<tr><th scope="row">${say[kind]}</th>${cell(a)}${cell(b)}</tr>`)}</tbody>
</table></div>`;
}

function mentionsTable(context: PageContext, { readings, byRules }: Attempt): Html {
  const { say, percent } = context;
  const ofModels = readings.flatMap(({ mentions, thresholds }, index) =>
    mentions.map(({ text, type, score, entity }) => {
      const isUnsure = score < (thresholds[type] ?? 0);
      return html`<tr>${readings.length > 1 ? html`<td>${'AB'[index]}</td>` : ''}<td lang="pt-BR">${text}</td><td><span class="type" data-type="${type}">${say[type]}</span></td><td class="number${isUnsure ? ' unsure' : ''}">${percent(score)}</td><td lang="pt-BR">${entityName(context, type, entity.name)}</td></tr>`;
    }),
  );
  const ofRules = byRules.map(
    (mention) =>
      html`<tr>${readings.length > 1 ? html`<td>${say.nothing}</td>` : ''}<td lang="pt-BR">${mention.text}</td><td><span class="type" data-type="${mention.type}">${typeName(say, mention.type)}</span></td><td class="number">${sayRule(say, mention)}</td><td lang="pt-BR">${mention.entity.name}</td></tr>`,
  );
  const rows = [...ofModels, ...ofRules];
  if (rows.length === 0) return html``;
  return html`<details${readings.length === 1 ? html` open` : ''}><summary>${say.mentionsTitle} (${rows.length})</summary>
<div class="scroll" tabindex="0" role="region" aria-label="${say.mentionsTitle}"><table>
<thead><tr>${readings.length > 1 ? html`<th scope="col">${say.model}</th>` : ''}<th scope="col">${say.mention}</th><th scope="col">${say.type}</th><th scope="col" class="number">${say.score}</th><th scope="col">${say.refersTo}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div></details>`;
}

function wordsTable({ say, number }: PageContext, { text, words, readings }: Attempt): Html {
  const shown = words.slice(0, SHOWN_WORDS);
  return html`<details><summary>${say.wordsTitle} (${number(words.length)})</summary>
${shown.length < words.length ? html`<p class="hint">${say.wordsCut(number(shown.length), number(words.length))}</p>` : ''}
<div class="scroll tall" tabindex="0" role="region" aria-label="${say.wordsTitle}"><table class="words">
<thead><tr><th scope="col">${say.word}</th>${readings.map((_, index) => html`<th scope="col">${say.label}${readings.length > 1 ? ` ${'AB'[index]}` : ''}</th>`)}</tr></thead>
<tbody>${shown.map(({ start, end, labels }) => html`<tr${labels.length > 1 && labels[0] !== labels[1] ? html` class="differs"` : ''}><td lang="pt-BR">${text.slice(start, end)}</td>${labels.map((label) => html`<td>${label === 'O' ? label : html`<span class="type" data-type="${label.slice(2)}">${label}</span>`}</td>`)}</tr>`)}</tbody>
</table></div></details>`;
}

function jsonBlock({ say }: PageContext, attempt: Attempt): Html {
  const { text: _, words: __, ...rest } = attemptJson(attempt);
  const json = JSON.stringify(rest, null, 2);
  return html`<details><summary>${say.jsonTitle}</summary>
${json.length > SHOWN_JSON_UNITS ? html`<p class="hint">${say.jsonCut}</p>` : ''}
<pre class="scroll tall" tabindex="0" role="region" aria-label="${say.jsonTitle}">${json.slice(0, SHOWN_JSON_UNITS)}</pre></details>`;
}
