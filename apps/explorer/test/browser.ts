import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const EXECUTABLE = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);

/** Whether a browser is installed here; the tests that need one say so where it is not. */
export const hasBrowser = EXECUTABLE !== undefined;

/** The two widths at which pages are looked at: a desktop and a phone. */
export const WIDTHS = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

/** Starts the system's Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE ?? '', args: ['--no-sandbox'] });
}

/** A page that fails its test when something goes wrong in it: an error, a refused or failed request, or one that leaves
 *  the explorer. */
export async function openPage(
  browser: Browser,
  options: { width?: number; height?: number; dark?: boolean; javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; problems: string[] } & AsyncDisposable> {
  const { width = 1280, height = 900, dark = false, javaScriptEnabled = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') problems.push(`asked ${hostname}`);
  });
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Checks a page as it stands for violations of WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const violations = await page.evaluate<
    string[]
  >(`axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary)].join('\\n')))`);
  expect(violations, page.url()).toEqual([]);
}
