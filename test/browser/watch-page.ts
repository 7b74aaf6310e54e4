import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Where a person finds the screenshots of the last run; not kept in the repository. */
const SCREENSHOTS = 'screenshots';

/** A page of a window of its own, and everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors, refusals by the Content-Security-Policy, dialogs, requests to other hosts. */
  readonly faults: string[];
  /** What axe-core finds against WCAG 2.2 AA, as `rule: selector`. */
  checkAccess(): Promise<string[]>;
  /** The sum of layout shifts since the page was opened (web.dev/articles/cls). */
  measureShift(): Promise<number>;
  keep(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function watchPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, timezoneId: 'Asia/Kolkata', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(origin).origin) faults.push(`request: ${request.url()}`);
  });
  return {
    page,
    faults,
    async checkAccess() {
      await page.evaluate(axe.source);
      return page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResult> } };
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await axe.run({ runOnly: tags });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
      });
    },
    measureShift: () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            new PerformanceObserver((list) => {
              const shifts = list.getEntries() as unknown as { value: number }[];
              resolve(shifts.reduce((sum, { value }) => sum + value, 0));
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(0), 300);
          }),
      ),
    async keep(name) {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    },
    close: () => context.close(),
  };
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { target: string[] }[] }[];
}
