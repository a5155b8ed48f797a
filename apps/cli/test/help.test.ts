import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { COMMAND_HELP } from '../src/help/command-help.ts';
import { runCommandLine } from '../src/run-command-line.ts';
import { openStyle } from '../src/style.ts';
import { startAcervo } from './processes.ts';

const elsewhere = mkdtempSync(join(tmpdir(), 'acervo-help-'));
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** Runs a command line in this process, as a start costs a good part of a second. */
async function runAcervo(args: readonly string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const plain = openStyle(false, {});
  const code = await runCommandLine(args, {
    environment: { LANG: 'C' },
    workingFolder: elsewhere,
    signal: new AbortController().signal,
    output: {
      print: (line = '') => void stdout.push(`${line}\n`),
      note: (line) => void stderr.push(`${line}\n`),
      draw: (text) => void stderr.push(text),
      json: (value) => void stdout.push(JSON.stringify(value)),
      flush: async () => {},
      ...{ result: plain, notes: plain, resultColumns: 100, noteColumns: 80, noteTerminal: false },
    },
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

it('every command explains itself with an example', async () => {
  for (const name of Object.keys(COMMAND_HELP)) {
    const { code, stdout, stderr } = await runAcervo([...name.split(' '), '--help']);
    expect({ code, stderr }, name).toEqual({ code: 0, stderr: '' });
    expect(stdout, name).toMatch(/^Usage: acervo /);
    expect(stdout, name).toMatch(/\nExamples:\n {2}.*acervo/);
  }
});

it('speaks the language of the locale', async () => {
  const { stdout } = await startAcervo(['--help'], { LANG: 'C', LC_ALL: 'pt_BR.UTF-8' }).ended;
  expect(stdout).toContain('Comandos:');
  const asked = await startAcervo(['find', '--help', '--lang', 'pt']).ended;
  expect(asked.stdout).toMatch(/^Uso: .*Opções gerais:.*Exemplos:/s);
});

it('speaks nothing but Portuguese where asked, in help, examples and mistakes', async () => {
  for (const name of Object.keys(COMMAND_HELP)) {
    const { stdout } = await runAcervo([...name.split(' '), '--help', '--lang', 'pt']);
    expect(stdout, name).not.toMatch(/choices:|default:|acervo find (person|law|organization|any)|--type law/);
  }
  const { stderr } = await runAcervo(['run', '.', '--ocr', 'talvez', '--lang', 'pt']);
  expect(stderr).toBe('acervo: --ocr espera um destes: never, auto, force\nVeja acervo run --help.\n');
});

const mistakes: [args: string[], message: RegExp][] = [
  [['nonsense'], /no command nonsense/],
  [['run'], /<folder> is missing/],
  [['run', '/does/not/exist'], /does not exist/],
  [['run', fileURLToPath(import.meta.url)], /is a file, not a folder/],
  [['run'], /See acervo run --help/],
  [['schedule', 'add'], /See acervo schedule add --help/],
  [['run', '.', '--sample', 'many'], /--sample wants a whole number of 1 or more/],
  [['run', '.', '--sample', '0'], /--sample wants a whole number of 1 or more/],
  [['run', '.', '--seed', '-1'], /--seed wants a whole number of 0 or more/],
  [['run', '.', '--ocr', 'maybe'], /--ocr wants one of: never, auto, force/],
  [['web', '--port', '70000'], /--port wants a whole number from 0 to 65535/],
  [['run', '.', '--max-failures', 'some'], /--max-failures wants a number/],
  [['run', '.', '--manifest', 'missing.csv'], /manifest cannot be read/],
  [['run', '.', '--passwords', 'missing.txt'], /cannot be read/],
  [['run', '.', '--surprise'], /no option --surprise/],
  [['find', 'person', 'x', '--after', '1'], /1 is no position/],
  [['find', 'person', 'x', '--min-score', '2'], /--min-score wants a number from 0 to 1/],
  [['find'], /<type> is missing/],
  [['find', 'person'], /<text> is missing/],
  [['find', '--list', 'missing.csv'], /missing.csv cannot be read/],
  [['find', 'person', '--list', 'names.csv'], /--list takes no type/],
  [['export'], /<folder> is missing/],
  [['export', 'x', '--format', 'xls'], /--format wants jsonl, csv or parquet/],
  [['export', 'x', '--tables', 'mentions,people'], /there is no table people/],
  [['export', 'x', '--from', '2019-02-30'], /--from wants a date/],
  [['export', 'x', '--type', 'any'], /any is no type/],
  [['export', 'x', '--pseudonymize'], /--pseudonymize needs --key/],
  [['export', 'x', '--key', 'k'], /no use without --pseudonymize/],
  [['export', 'x', '--pseudonymize', '--key', 'k', '--keep', 'party'], /party is no role/],
  [['redrive', '--code', 'bored'], /bored is no failure code/],
  [['status'], /no archive/],
  [['status', '--archive', 'nowhere'], /no archive/],
  [['status', '--lang', 'tlh'], /--lang wants en or pt/],
  [['sql', ' '], /there is no query/],
  [['model', 'add', './missing'], /neither a folder nor/],
  [['model', 'add', './missing', '--map', 'PER'], /--map wants a type of the model and one of ours, not PER/],
  [['model', 'add', './missing', '--map', 'PER=HUMAN'], /not PER=HUMAN/],
  [['model', 'compare', 'a'], /<B> is missing/],
  [['model', 'compare', 'a', 'b', '--seed', 'x'], /--seed wants a whole number/],
  [['evaluate'], /<corpus> is missing/],
  [['evaluate', 'missing'], /missing does not exist/],
  [['evaluate', '.'], /holds no labelled words/],
  [['evaluate', '.', '--model', 'nobody'], /no model is called nobody/],
  [['evaluate', '.', '--model', './nowhere'], /nowhere does not exist/],
  [['evaluate', '.', '--protocol', 'strict'], /--protocol wants one of: entity, token, card, all/],
  [['evaluate', '.', '--text', 'pdf'], /--text wants one of: words, raw/],
  [['schedule', 'add', 'x', '--cron', 'often', '--source', '.'], /no cron expression/],
  [['schedule', 'add', 'x', '--cron', '0 2 * * *', '--tz', 'Moon/Sea', '--source', '.'], /no time zone/],
];

it('mistakes end with code 2, one line on what is wrong and one on what to do, and no stack', async () => {
  for (const [args, message] of mistakes) {
    const { code, stdout, stderr } = await runAcervo(args);
    expect({ code, stdout }, args.join(' ')).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n'), stderr).toHaveLength(2);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

it('a mistake is told in the same way by the process', async () => {
  const { code, stdout, stderr } = await startAcervo(['nonsense'], {}, elsewhere).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/no command nonsense/);
});

it('a setting that is wrong is named, without its value', async () => {
  const { code, stderr } = await startAcervo(['status'], { DATABASE_URL: 'mysql://u:secret@h/d' }, elsewhere).ended;
  expect(code).toBe(2);
  expect(stderr).toContain('DATABASE_URL');
  expect(stderr).not.toContain('secret');
});

it.skipIf(process.platform === 'win32')('starts through a symbolic link and under an older Node', () => {
  const link = join(elsewhere, 'acervo');
  symlinkSync(fileURLToPath(new URL('../bin/acervo.js', import.meta.url)), link);
  expect(execFileSync(link, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  // a Node that claims to be old must find the project's own
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`;
  const output = execFileSync(process.execPath, ['--import', pretend, link, '--version'], { encoding: 'utf8' });
  expect(output).toMatch(/^\d+\.\d+\.\d+\n$/);
});
