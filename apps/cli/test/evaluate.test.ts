import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Calibrated } from '../src/evaluate/calibrate-model.ts';
import type { Confidence } from '../src/evaluate/measure-confidence.ts';
import type { ProtocolScores } from '../src/evaluate/score-protocol.ts';
import { startAcervo } from './processes.ts';

interface Evaluation {
  model: { name: string; hash: string };
  documents: number;
  sentences: number;
  words: number;
  entities: number;
  copies: string[][];
  scores: ProtocolScores[];
  confidence: Confidence | null;
  calibrated: Calibrated | null;
}

const model = fileURLToPath(new URL('../../../models/lener-conv', import.meta.url));
const dev = fileURLToPath(new URL('../../../../shared/data/lener-br/dev', import.meta.url));

/** Labels as runs: `Maria/PESSOA da/ Silva/ recorre`: a type begins, an empty one goes on. */
function conll(...sentences: string[]): string {
  let type = '';
  const line = (word: string) => {
    const [text = '', given] = word.split(/\/(?=[A-Z]*$)/);
    if (given === undefined) return `${text} O`;
    type = given || type;
    return `${text} ${given === '' ? 'I' : 'B'}-${type}`;
  };
  return sentences.map((sentence) => `${sentence.split(' ').map(line).join('\n')}\n`).join('\n');
}

// Invented. The judge is labelled as a place on purpose, so that there is an error to be found.
const decision = conll(
  'O Supremo/ORGANIZACAO Tribunal/ Federal/ julgou , em 12/05/2016/TEMPO , o RE/JURISPRUDENCIA 580.337/ .',
  'Relator : Ministro João/LOCAL Pereira/ da/ Silva/ .',
);
const order = conll(
  "Vistos ( fls . 12 ) , disse Maria/PESSOA da/ Silva/ : `` não '' .",
  'Nos termos da Lei/LEGISLACAO nº/ 8.112/1990/ , defiro .',
);

let folder = '';
beforeAll(async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'acervo-evaluate-'));
  folder = join(temporary, 'gold');
  await mkdir(folder);
  await writeFile(join(folder, 'decision.conll'), decision);
  await writeFile(join(folder, 'order.conll'), order);
  await writeFile(join(folder, 'gold.conll'), `${decision}\n${order}`);
});
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

const evaluate = (args: readonly string[], environment: Record<string, string> = {}) =>
  startAcervo(['evaluate', ...args], environment, join(folder, '..')).ended;

async function evaluateJson(...args: string[]): Promise<Evaluation> {
  const { code, stdout, stderr } = await evaluate([...args, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Evaluation;
}

describe('acervo evaluate', () => {
  it('scores the default model without archive or database, each document once, by every protocol', async () => {
    const { documents, sentences, words, entities, copies, scores } = await evaluateJson('gold', '--protocol', 'all');
    expect({ documents, sentences, words, entities, copies }).toEqual({
      documents: 2,
      sentences: 4,
      words: 46,
      entities: 6,
      copies: [],
    });
    const [entity, token, card] = scores;
    expect(scores.map(({ protocol }) => protocol)).toEqual(['entity', 'token', 'card']);
    expect(entity?.micro.support).toBe(6);
    expect(token?.micro.support).toBe(16);
    expect(card?.micro.support).toBeGreaterThan(9);
    expect(entity?.byType['TEMPO']).toMatchObject({ f1: 1, support: 1, interval95: null });
    expect(entity?.micro.interval95?.[0]).toBeLessThanOrEqual(entity!.micro.f1);
    expect(entity?.accuracy).toBeGreaterThan(0.8);
    expect(existsSync(join(folder, '..', '.acervo'))).toBe(false);
  });

  it('lists what is wrong by file and line, from given words and from running text alike', async () => {
    for (const text of ['words', 'raw']) {
      const { scores } = await evaluateJson('gold', '--text', text);
      expect(scores[0]?.disagreements, text).toContainEqual({
        file: 'decision.conll',
        kind: 'wrong-type',
        gold: { type: 'LOCAL', firstLine: 18, lastLine: 21 },
        predicted: { type: 'PESSOA', firstLine: 18, lastLine: 21 },
      });
      expect(scores[0]?.micro).toMatchObject({ support: 6, correct: 5, predicted: 6 });
    }
  });

  it('says what was measured, in tables, and in Portuguese too', async () => {
    const { stdout, stderr } = await evaluate(['gold']);
    expect(stdout).toMatch(
      /^lener-conv [0-9a-f]{12} · cpu · from the corpus' words\n2 documents · 4 sentences · 46 words/,
    );
    expect(stdout).toMatch(/micro +83\.3 +83\.3 +83\.3 /);
    expect(stdout).toContain('1 × LOCAL taken for PESSOA');
    expect(stderr).toContain('gold.conll is named like its folder');
    const portuguese = await evaluate(['gold', '--lang', 'pt']);
    expect(portuguese.stdout).toMatch(/micro +83,3 +83,3 +83,3 /);
  });

  it('takes a folder, or a name of an archive or the repository, as the model', async () => {
    const models = join(folder, '..', 'models-of-mine');
    await cp(model, join(models, 'renamed'), { recursive: true });
    const file = join(folder, 'order.conll');
    for (const [args, environment, name] of [
      [[file, '--model', model], {}, 'lener-conv'],
      [[file, '--model', 'lener-conv'], {}, 'lener-conv'],
      [[file, '--model', 'renamed'], { ACERVO_MODELS: models }, 'renamed'],
    ] as const) {
      const { code, stdout, stderr } = await evaluate([...args, '--json'], environment);
      expect(code, stderr).toBe(0);
      expect((JSON.parse(stdout) as Evaluation).model.name).toBe(name);
      expect(stderr).toContain('no interval over documents can be given');
    }
  });

  it('says what scores are worth, and what thresholds keep, whatever the text', async () => {
    for (const text of ['words', 'raw']) {
      const { confidence, scores } = await evaluateJson('gold', '--text', text);
      expect(confidence).toMatchObject({ mentions: 6, folds: 2, bins: 15 });
      expect(confidence?.calibrationError).toBeGreaterThan(0.1); // one of six is wrong, and the model was sure
      expect(confidence?.byThreshold[0]).toMatchObject({ threshold: 0.3, micro: { coverage: 1 } });
      expect(confidence?.byThreshold[0]?.micro.precision).toBe(scores[0]?.micro.precision);
    }
    const { stdout } = await evaluate(['gold', '--lang', 'pt']);
    expect(stdout).toMatch(/erro esperado de calibração 0,\d{3} \(6 menções, 15 faixas/);
    expect(stdout).toMatch(/0,50 +83,3 +83,3 +100,0/);
    expect((await evaluateJson('gold', '--protocol', 'token')).confidence).toBeNull();
  });

  it('calibrates a model: its acervo.json changes, its spans do not, and once more changes nothing', async () => {
    const mine = join(folder, '..', 'mine');
    const labelled = join(folder, '..', 'labelled');
    await cp(model, mine, { recursive: true });
    await mkdir(labelled);
    await writeFile(join(labelled, 'right.conll'), decision.replaceAll('LOCAL', 'PESSOA'));
    // two organizations that the model is not sure of are none here
    await writeFile(
      join(labelled, 'partly.conll'),
      conll(
        'A empresa Exemplo Comércio de Tintas recorre de decisão da Vara/ORGANIZACAO de/ Itapirubá/ .',
        'A Secretaria de Obras do município de Tapirubá/LOCAL do/ Norte/ cumpriu a Portaria/LEGISLACAO 12/ .',
      ),
    );
    const settings = async () => JSON.parse(await readFile(join(mine, 'acervo.json'), 'utf8'));
    // far too sure of itself
    const before = { ...(await settings()), calibration: { slope: 1, intercept: 4 } };
    await writeFile(join(mine, 'acervo.json'), JSON.stringify(before));
    const first = await evaluateJson('labelled', '--model', mine, '--calibrate');
    expect(first.calibrated?.calibration.slope).toBeGreaterThan(0);
    expect(first.calibrated?.calibration.intercept).toBeLessThan(1);
    const after = await settings();
    expect(after).toEqual({
      ...before,
      calibration: first.calibrated?.calibration,
      thresholds: first.calibrated?.thresholds,
    });
    const second = await evaluate(['labelled', '--model', mine, '--calibrate']);
    expect(second.code, second.stderr).toBe(0);
    expect(second.stdout).toContain(`calibrated: ${join(mine, 'acervo.json')}`);
    expect(await settings()).toEqual(after);
    const third = await evaluateJson('labelled', '--model', mine);
    expect(third.scores).toEqual(first.scores);
    expect(third.model.hash).not.toBe(first.model.hash);
    expect(third.confidence?.calibrationError).toBeCloseTo(first.calibrated?.errorAfter ?? 0, 6);
  });

  it('refuses to calibrate what it must not or cannot write, before any work', async () => {
    const locked = join(folder, '..', 'locked', 'a-model');
    await cp(model, locked, { recursive: true });
    const refused = async (args: string[], message: string, environment: Record<string, string> = {}) => {
      const { code, stdout, stderr } = await evaluate(['gold', '--calibrate', ...args], environment);
      expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
    };
    await refused(['--model', locked, '--protocol', 'token'], '--calibrate needs the scores of mentions');
    await refused(['--model', 'a-model'], 'an installed model stays as it is', {
      ACERVO_MODELS: join(folder, '..', 'locked'),
    });
    await mkdir(join(locked, 'acervo.json.new')); // stands for a folder without permission, which root always has
    await refused(['--model', locked], 'cannot be written');
    await rm(join(locked, 'acervo.json.new'), { recursive: true });
    const nothing = join(folder, '..', 'nothing.conll');
    await writeFile(nothing, decision.replaceAll(/[BI]-[A-Z]+/g, 'O'));
    const { code, stderr } = await evaluate([nothing, '--model', locked, '--calibrate']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('cannot be calibrated') });
    expect(await readFile(join(locked, 'acervo.json'))).toEqual(await readFile(join(model, 'acervo.json')));
  });

  it('warns of documents that are there twice, whatever their labels', async () => {
    const twice = join(folder, '..', 'twice');
    await mkdir(twice);
    await writeFile(join(twice, 'one.conll'), order);
    await writeFile(join(twice, 'two.conll'), order.replace('PESSOA', 'LOCAL').replaceAll('\n', '\r\n'));
    const { code, stderr } = await evaluate([twice]);
    expect(code).toBe(0);
    expect(stderr).toContain('the same document more than once: one.conll, two.conll');
  });

  it('refuses what is not labelled words by file and line, never by what it says', async () => {
    const wrong = join(folder, '..', 'wrong');
    await mkdir(wrong);
    for (const [content, message] of [
      ['Segredo O\nSegredo B-PER\n', 'wrong.conll, line 2: the label is unknown'],
      ['\n\nSegredo\n', 'wrong.conll, line 3: it is not a word and a label'],
      ['\n', 'wrong.conll holds no labelled words'],
      [Buffer.from('Segr\xeado O\n', 'latin1'), 'wrong.conll is not UTF-8'],
    ] as const) {
      await writeFile(join(wrong, 'wrong.conll'), content);
      const { code, stdout, stderr } = await evaluate([wrong]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).not.toContain('Segr');
      expect(stderr.trim().split('\n')).toHaveLength(2);
    }
  });

  it('tells why running text has no token and card scores', async () => {
    const refused = await evaluate(['gold', '--text', 'raw', '--protocol', 'card']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/by entity only, not by card\n.*cut into words by Acervo/);
    const { code, stdout, stderr } = await evaluate(['gold', '--text', 'raw', '--protocol', 'all']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('card');
    expect(stderr).toContain('not by token, card');
  });
});

it('the model card shows the scores and intervals of scores.json, rounded once', async () => {
  const [card, { dev: scores }] = await Promise.all([
    readFile(join(model, 'MODEL_CARD.md'), 'utf8'),
    readFile(join(model, 'scores.json'), 'utf8').then((json) => JSON.parse(json)),
  ]);
  const percent = (value: number) => (100 * value).toFixed(1);
  for (const type of Object.keys(scores.entity).filter((name) => name !== 'interval95')) {
    const { precision, recall, f1, support } = scores.entity[type];
    const figures = [precision, recall, f1, scores.token[type].f1, scores.card[type].f1].map(percent);
    expect(card).toContain(`| ${type} | ${figures.join(' | ')} | ${support.toLocaleString('en')} |`);
  }
  for (const protocol of ['entity', 'token', 'card'])
    expect(card).toContain(`${protocol} ${scores[protocol].interval95.map(percent).join('–')}`);
});

const noDev = existsSync(dev) ? '' : ' (skipped: ../shared/data/lener-br is not there)';

describe.skipIf(noDev !== '')(`LeNER-Br dev${noDev}`, () => {
  it("the default model's scores are those that training wrote beside it", { timeout: 300_000 }, async () => {
    const all = JSON.parse(await readFile(join(model, 'scores.json'), 'utf8'));
    const written = all.dev as Record<
      string,
      Record<string, { precision: number; recall: number; f1: number; support: number }> & { interval95: number[] }
    > & { accuracy: number };
    const evaluation = await evaluateJson(dev, '--protocol', 'all');
    const { documents, sentences, words, entities, copies, scores, confidence } = evaluation;
    expect({ documents, sentences, words, entities }).toEqual({
      documents: 10,
      sentences: 1176,
      words: 41166,
      entities: 1818,
    });
    expect(copies).toEqual([['20150110436469APC.conll', 'AC20150110436469APC.conll']]);
    expect(Math.abs(scores[0]!.accuracy! - written.accuracy)).toBeLessThan(0.001);
    expect(confidence).toMatchObject({ folds: 9, bins: 15 });
    for (const name of ['calibrationError', 'crossFittedCalibrationError'] as const) {
      expect(confidence![name]).toBeLessThanOrEqual(0.04);
      expect(Math.abs(confidence![name]! - all.confidence[name])).toBeLessThan(0.003);
    }
    for (const { protocol, micro, byType } of scores) {
      const { interval95, ...byTypeWritten } = written[protocol]!;
      for (const [side, bound] of interval95.entries())
        expect(Math.abs(micro.interval95![side]! - bound), `${protocol} interval`).toBeLessThan(0.001);
      for (const [type, expected] of Object.entries(byTypeWritten)) {
        const actual = type === 'micro' ? micro : byType[type]!;
        expect(actual.support, `${protocol} ${type}`).toBe(expected.support);
        for (const name of ['precision', 'recall', 'f1'] as const)
          expect(Math.abs(actual[name] - expected[name]), `${protocol} ${type} ${name}`).toBeLessThan(0.001);
      }
    }
  });
});
