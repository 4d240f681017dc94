/** What keyboards, screen readers and narrow windows need, on any page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Rules of axe that colours decide. The others read what the page says, which is the same in light and dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** axe finds nothing, and nothing is wider than the window. */
export async function isAccessible(page: Page) {
  expect(await violations(page)).toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBe(0);
}

/** The same in light, and in dark what colours decide. The page stays dark. */
export async function isAccessibleInBothColours(page: Page) {
  await page.emulateMedia({ colorScheme: 'light' });
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, OF_COLOURS)).toEqual([]);
}

/**
 * @param rules of axe; all of them where none are named
 * @returns a line for each that the page breaks
 */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // Otherwise axe opens another page for each check, to join what it found in the frames. There are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  expect(page.frames()).toHaveLength(1);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
  );
}

/** Press Tab until what has the focus has a name that starts so. */
export async function tabTo(page: Page, name: string, limit = 40) {
  for (let presses = 0; presses < limit; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? element?.closest('label')?.textContent;
      return label ?? element?.textContent ?? '';
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}
