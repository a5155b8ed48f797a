import type { ModelRow } from '@acervo/db';
import { ENTITY_TYPES, isEntityType } from '@acervo/ner-core';
import { FAILURE_HINTS, isFailureCode } from '@acervo/runtime';
import type { StoredComparison } from '../archive/compare-stored.ts';
import { type ModelCard, thresholdsOf } from '../archive/model-card.ts';
import type { ArchiveState } from '../archive/read-state.ts';
import { documentPath } from '../document-path.ts';
import { typeName } from '../messages.ts';
import type { PageContext } from '../page-context.ts';
import { comparisonSection } from './comparison-section.ts';
import { type Html, html } from './html.ts';

/** A comparison that was asked for. */
export interface AskedComparison {
  readonly a: ModelRow;
  readonly b: ModelRow;
  readonly comparison: StoredComparison;
}

/** The state of the archive: stages, failures, scans, nights, models. */
export function archivePage(
  context: PageContext,
  state: ArchiveState,
  cards: ReadonlyMap<string, ModelCard | undefined>,
  asked: AskedComparison | undefined,
): Html {
  const { say, number, moment } = context;
  const { counts, summary, documentsPerMinute } = state;
  const total = (count: number, words: (count: number) => string) =>
    html`<li><strong>${number(count)}</strong> ${words(count)}</li>`;
  const stage = (name: string, { done, pending, failed }: { done: number; pending: number; failed: number }) =>
    html`<tr><th scope="row">${name}</th><td class="number">${number(done)}</td><td class="number">${number(pending)}</td><td class="number">${number(failed)}</td></tr>`;
  return html`<h1>${say.archiveTitle}</h1>
<p class="hint">${say.asOf(moment(state.countedAt))}</p>
<ul class="totals">${total(counts.files.total, say.totalFiles)}${total(summary.documents, say.readDocuments)}${summary.copies.sameText > 0 ? total(summary.documents - summary.copies.sameText, say.decisions) : ''}${total(summary.pages, say.pages)}${total(summary.words, say.words)}${documentsPerMinute >= 0.5 ? total(Math.round(documentsPerMinute), say.documentsPerMinute) : ''}</ul>
<h2>${say.stagesTitle}</h2>
<table class="narrow"><thead><tr><th scope="col">${say.stage}</th><th scope="col" class="number">${say.done}</th><th scope="col" class="number">${say.pending}</th><th scope="col" class="number">${say.failedCount}</th></tr></thead><tbody>
${stage(say.stageExtraction, { ...counts.documents, done: counts.documents.extracted })}${counts.ocr.pending + counts.ocr.done + counts.ocr.failed > 0 ? stage(say.stageOcr, counts.ocr) : ''}${stage(say.stageRecognition, counts.runs)}</tbody></table>
<h2>${say.mentionsByType}</h2>
<ul class="totals">${mentionsByType(summary.mentions).map(([type, count]) => html`<li><strong>${number(count)}</strong> <span class="type" data-type="${type}">${typeName(say, type)}</span></li>`)}</ul>
${failuresSection(context, state)}
${activity(context, state)}
${modelsSection(context, state, cards)}
${comparisonSection(context, state.models, asked)}`;
}

/** Types of models, also those without any, then those of rules. */
function mentionsByType(mentions: ArchiveState['summary']['mentions']): [string, number][] {
  const ofModels = ENTITY_TYPES.map((type): [string, number] => [type, mentions[type] ?? 0]);
  return [...ofModels, ...Object.entries(mentions).filter(([type]) => !isEntityType(type))];
}

function failuresSection({ say, number, language }: PageContext, { summary, failures }: ArchiveState): Html {
  if (summary.failures.length === 0) return html`<h2>${say.failuresTitle}</h2><p>${say.noFailures}</p>`;
  const stages = {
    file: say.stageFile,
    extraction: say.stageExtraction,
    ocr: say.stageOcr,
    recognition: say.stageRecognition,
  };
  return html`<h2>${say.failuresTitle}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${say.failuresTitle}"><table class="wraps"><thead><tr><th scope="col">${say.code}</th><th scope="col">${say.stage}</th><th scope="col" class="number">${say.howMany}</th><th scope="col">${say.whatToDo}</th></tr></thead>
<tbody>${summary.failures.map(({ stage, code, count }) => html`<tr><th scope="row"><code>${code}</code></th><td>${stages[stage]}</td><td class="number">${number(count)}</td><td>${isFailureCode(code) ? FAILURE_HINTS[code][language] : ''}</td></tr>`)}</tbody></table></div>
<details><summary>${say.failedDocuments} (${failures.length})</summary><ul class="plain">${failures.map(({ stage, code, id, path }) => html`<li><code>${code}</code> ${stage === 'file' ? path : html`<a href="${documentPath(id)}">${path ?? say.documentNumber(id)}</a>`}</li>`)}</ul></details>`;
}

function activity({ say, number, moment }: PageContext, { scans, nightlyRuns }: ArchiveState): Html {
  const end = (at: Date | null) => (at === null ? say.running : moment(at));
  return html`${
    scans.length === 0
      ? ''
      : html`<h2>${say.scansTitle}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${say.scansTitle}"><table class="roomy"><thead><tr><th scope="col">${say.scanSource}</th><th scope="col">${say.scanFound}</th><th scope="col">${say.scanEnd}</th></tr></thead>
<tbody>${scans.map((scan) => html`<tr><th scope="row">${scan.sourcePath}</th><td>${number(scan.new)} / ${number(scan.changed)} / ${number(scan.vanished)}</td><td>${end(scan.finishedAt)}${scan.errorCode === null ? '' : html` <code>${scan.errorCode}</code>`}</td></tr>`)}</tbody></table></div>`
  }
${
  nightlyRuns.length === 0
    ? ''
    : html`<h2>${say.nightlyTitle}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${say.nightlyTitle}"><table class="roomy"><thead><tr><th scope="col">${say.scheduleName}</th><th scope="col">${say.dueAt}</th><th scope="col">${say.scanEnd}</th><th scope="col" class="number">${say.documentsDone}</th><th scope="col" class="number">${say.failedCount}</th></tr></thead>
<tbody>${nightlyRuns.map((night) => html`<tr><th scope="row">${night.scheduleName}</th><td>${moment(night.dueAt)}</td><td>${end(night.finishedAt)}${night.errorCode === null ? '' : html` <code>${night.errorCode}</code>`}</td><td class="number">${night.documentsDone === null ? '' : number(night.documentsDone)}</td><td class="number">${night.documentsFailed === null ? '' : number(night.documentsFailed)}</td></tr>`)}</tbody></table></div>`
}`;
}

function modelsSection(
  { say, percent }: PageContext,
  { models }: ArchiveState,
  cards: ReadonlyMap<string, ModelCard | undefined>,
): Html {
  const card = (found: ModelCard | undefined) =>
    found === undefined
      ? say.noCard
      : html`<strong>${percent(found.f1)}</strong>${found.interval95 === undefined ? '' : html` (${percent(found.interval95[0])} – ${percent(found.interval95[1])})`} <span class="hint" lang="en">${found.dataset}</span>`;
  return html`<h2>${say.modelsTitle}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${say.modelsTitle}"><table class="roomy"><thead><tr><th scope="col">${say.model}</th><th scope="col">${say.modelState}</th><th scope="col">${say.modelCard}</th><th scope="col">${say.modelThresholdsTitle}</th></tr></thead>
<tbody>${models.map(
    (model) =>
      html`<tr><th scope="row">${model.name} <small>${model.hash.slice(0, 12)}</small></th><td>${say[`state${model.state}`]}</td><td>${card(cards.get(model.hash))}</td><td>${thresholdsOf(
        model,
      )
        .map(({ type, threshold }) => `${say[type]} ${percent(threshold)}`)
        .join(' · ')}</td></tr>`,
  )}</tbody></table></div>`;
}
