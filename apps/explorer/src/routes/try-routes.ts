import type { ExtractorPool } from '@acervo/extraction';
import { FAILURE_HINTS, PipelineError } from '@acervo/runtime';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { toCsv } from '../csv.ts';
import type { Explorer } from '../explorer.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { type TryPage, tryPage } from '../pages/try-page.ts';
import { rateLimit } from '../safety/rate-limit.ts';
import { Refusal, refuse } from '../safety/refusal.ts';
import { type Attempt, attempt } from '../try/attempt.ts';
import { attemptJson } from '../try/attempt-json.ts';
import { EXAMPLES } from '../try/examples.ts';
import type { Lab, LabModel } from '../try/lab.ts';
import { chooseModels, MAX_TRIED_UNITS, readTriedText } from '../try/read-attempt.ts';

const MB = 1024 * 1024;
/** Reading with two models may take so long; extraction has a limit of its own. */
const ATTEMPT_TIMEOUT_MS = 90_000;
/** Attempts that run or wait at once: each holds a file or a text in memory. */
const MAX_ATTEMPTS = 8;

/** What the attempts need. */
export interface TryDeps {
  readonly lab: Lab;
  readonly pool: ExtractorPool;
  readonly maxUploadMb: number;
  readonly rate: Parameters<typeof rateLimit>[0];
}

/** The page on which models are tried, and the same for programs. */
export function addTryRoutes(
  app: Hono,
  { render }: Pick<Explorer, 'render'>,
  { lab, pool, maxUploadMb, rate: attempts }: TryDeps,
): void {
  const examples = new Map<string, Promise<Attempt>>();
  let running = 0;

  const rate = rateLimit(attempts);
  const size = bodyLimit({
    maxSize: maxUploadMb * MB + 4 * MAX_TRIED_UNITS,
    onError: () => {
      throw refuse('tooLarge', 'file');
    },
  });

  async function counted<T>(work: () => Promise<T>): Promise<T> {
    if (running >= MAX_ATTEMPTS) throw refuse('tooMany');
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  }

  async function run(c: Context): Promise<{ sent: Sent; models: LabModel[]; chosen: LabModel[]; outcome: Outcome }> {
    const sent = await readForm(c);
    const models = await lab.list();
    const chosen = chooseModels(models, [sent.a, sent.b]);
    const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]);
    const outcome = await counted(async (): Promise<Outcome> => {
      if (chosen.length === 0) return { problem: 'no-models' };
      if (sent.text.trim() === '' && sent.file === undefined) return { problem: 'nothing' };
      const { text, wholeUnits } = await readTriedText(pool, sent, signal);
      return { attempt: await attempt(lab, text, chosen, signal), wholeUnits };
    }).catch((error: unknown): Outcome => {
      if (error instanceof Refusal && error.reason === 'tooLarge') return { problem: 'too-long' };
      if (error instanceof PipelineError && error.code !== 'internal') return { problem: error };
      throw error;
    });
    return { sent, models, chosen, outcome };
  }

  app.get('/try', async (c) => {
    const context = pageContext(c);
    const query = c.req.query();
    const number = query['example'] ?? '1';
    if (!/^\d$/.test(number) || Number(number) > EXAMPLES.length) throw refuse('notFound');
    const models = await lab.list();
    const chosen = chooseModels(models, [query['a'] ?? '', query['b'] ?? '']);
    const example = EXAMPLES[Number(number) - 1];
    const page = { models, chosen, maxUploadMb, text: example?.text ?? '', example: Number(number) - 1 };
    if (chosen.length === 0) return show(c, context, { ...page, problem: context.say.noModels });
    if (example === undefined) return show(c, context, page);
    const key = [number, ...chosen.map(({ hash }) => hash)].join(' ');
    const reading = examples.get(key) ?? attempt(lab, example.text, chosen, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS));
    examples.set(key, reading); // as many as there are examples and pairs of models
    reading.catch(() => examples.delete(key));
    try {
      return show(c, context, { ...page, attempt: await reading });
    } catch (error) {
      if (!(error instanceof PipelineError) || error.code === 'internal') throw error;
      return show(c, context, { ...page, problem: sayProblem(context, { problem: error }) });
    }
  });

  app.post('/try', rate, size, async (c) => {
    const context = pageContext(c);
    const { sent, models, chosen, outcome } = await run(c);
    const page = { models, chosen, maxUploadMb, example: undefined, isSent: true };
    if ('problem' in outcome) {
      c.status(422);
      return show(c, context, { ...page, text: sent.text, problem: sayProblem(context, outcome) });
    }
    return show(c, context, { ...page, ...outcome, text: outcome.attempt.text });
  });

  app.post('/try/words.csv', rate, size, async (c) => {
    const { outcome, chosen } = await run(c);
    if ('problem' in outcome) throw refusalOf(outcome);
    const { words, text } = outcome.attempt;
    c.header('content-type', 'text/csv; charset=utf-8');
    c.header('content-disposition', 'attachment; filename="palavras.csv"');
    return c.body(
      toCsv([
        ['word', ...chosen.map(({ name }) => name)],
        ...words.map(({ start, end, labels }) => [text.slice(start, end), ...labels]),
      ]),
    );
  });

  app.post('/api/try', rate, size, async (c) => {
    const { outcome } = await run(c);
    if ('problem' in outcome) throw refusalOf(outcome);
    return c.json(attemptJson(outcome.attempt));
  });

  function show(c: Context, context: PageContext, page: TryPage) {
    const { say } = context;
    return c.html(
      render(
        context,
        { title: say.tryTitle, section: 'try', scripts: ['reading.js', 'try.js'] },
        tryPage(context, page),
      ),
    );
  }
}

type Outcome =
  | { readonly attempt: Attempt; readonly wholeUnits: number }
  | { readonly problem: 'nothing' | 'no-models' | 'too-long' | PipelineError };

interface Sent {
  readonly text: string;
  readonly file: File | undefined;
  readonly a: string;
  readonly b: string;
}

/** The form, or the same fields as JSON.
 *  @throws {Refusal} `badRequest` where it is neither. */
async function readForm(c: Context): Promise<Sent> {
  const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
  const body: Record<string, unknown> = await (isJson ? c.req.json() : c.req.parseBody()).catch(() => {
    throw refuse('badRequest', 'the body is no form');
  });
  if (typeof body !== 'object' || body === null) throw refuse('badRequest', 'the body is no form');
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const { file } = body;
  return {
    text: text('text'),
    file: file instanceof File && file.size > 0 ? file : undefined,
    a: text('a'),
    b: text('b'),
  };
}

function sayProblem(
  { say, number, language }: PageContext,
  { problem }: Extract<Outcome, { problem: unknown }>,
): string {
  if (problem === 'nothing') return say.nothingToTry;
  if (problem === 'no-models') return say.noModels;
  if (problem === 'too-long') return say.textTooLong(number(MAX_TRIED_UNITS));
  if (problem.code === 'model-missing') return say.chosenNotHere;
  if (problem.code === 'timeout' || problem.code === 'stopped') return say.attemptTimeout;
  return `${say.attemptFailed}: ${FAILURE_HINTS[problem.code][language]}`;
}

function refusalOf({ problem }: Extract<Outcome, { problem: unknown }>): Refusal {
  if (problem === 'too-long') return refuse('tooLarge', 'text');
  return refuse('badRequest', typeof problem === 'string' ? problem : problem.code);
}
