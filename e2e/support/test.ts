/**
 * The test function of every spec. It watches each page: an error in the console, an uncaught
 * exception or a request to another host fails the test, unless the spec expects it.
 */
import { expect, test as base } from '@playwright/test';
import { ComparePage } from './compare.ts';
import { LivePage } from './live.ts';
import { StylizePage } from './page.ts';

export interface Fixtures {
  stylize: StylizePage;
  compare: ComparePage;
  live: LivePage;
  /** Messages that a spec causes on purpose. */
  expected: RegExp[];
}

export const test = base.extend<Fixtures>({
  expected: [[], { option: true }],
  page: async ({ page, browser, expected, baseURL }, use) => {
    const version = `${browser.browserType().name()} ${browser.version()}`;
    test.info().annotations.push({ type: 'browser', description: version });
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('request', (request) => {
      const own = ['blob:', 'data:', baseURL ?? ''].some((start) =>
        request.url().startsWith(start),
      );
      if (!own) troubles.push(`request to ${request.url()}`);
    });
    await use(page);
    expect(troubles.filter((text) => !expected.some((known) => known.test(text)))).toEqual([]);
  },
  stylize: async ({ page }, use) => use(new StylizePage(page)),
  compare: async ({ page }, use) => use(new ComparePage(page)),
  live: async ({ page }, use) => use(new LivePage(page)),
});

export { expect };
