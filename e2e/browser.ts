import type { LaunchOptions } from '@playwright/test';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

/** Leave WebGL and WebGPU on the emulated GPU, and take everything else from it. */
const withoutGpuDrawing = ['--disable-gpu-compositing', '--disable-gpu-rasterization'];

/**
 * What playwright.config.ts starts the browser with. Specs that need more add to `args`.
 * @param drawnBy what draws the page. The emulated GPU takes a third of a test's time for that, so it does so
 * only in tests of networks that run on it.
 */
export async function launchOptions(
  drawnBy: 'processor' | 'gpu' = 'processor',
): Promise<LaunchOptions> {
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error(
      'No browser to test in. Install Chromium or Chrome, or name one in BRUSHLITE_BROWSER.',
    );
  }
  const more = drawnBy === 'gpu' ? [] : withoutGpuDrawing;
  return { executablePath, args: [...browserArguments, ...more] };
}
