/**
 * A style is learned on an emulated GPU. The page takes none for that unless it is asked to, so that visitors' GPUs
 * would be the first that this runs on. The same painting is learned in the same way everywhere: the first step has the
 * loss that our kernels on the processor have, which gradient.test.ts compares with PyTorch's.
 */
import type { Page } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { strokes } from '../support/ownStyle.ts';
import { StylizePage } from '../support/page.ts';
import { expect, test } from '../support/test.ts';

test.use({ launchOptions: await launchOptions('gpu') });
test.describe.configure({ timeout: 0 });

/** Learn until the first step is taken. @returns its loss */
async function firstLoss(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Your own style' }).click();
  await page.getByLabel('Painting', { exact: true }).setInputFiles(strokes('Strokes'));
  await page.getByRole('button', { name: 'Learn this style' }).click();
  const curve = page.getByRole('img', { name: /^Distance from the painting/ });
  await expect(curve).toHaveAttribute('data-first', /\d/, { timeout: 0 });
  return Number(await curve.getAttribute('data-first'));
}

test('a step on the processor, on WebGL and on WebGPU gives the same loss', async ({ browser }) => {
  const losses: number[] = [];
  for (const executor of ['wasm', 'webgl', 'webgpu']) {
    // One that has no style yet.
    const context = await browser.newContext();
    const page = await context.newPage();
    await new StylizePage(page).paint(`?executor=${executor}&size=256`);
    losses.push(await firstLoss(page));
    console.log(`Loss on ${executor}: ${losses.at(-1)}`);
    await context.close();
  }
  const [usual = Number.NaN] = losses;
  for (const loss of losses) expect(Math.abs(loss - usual) / usual).toBeLessThan(1e-3);
});
