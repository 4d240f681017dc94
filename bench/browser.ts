import { chromium, type Browser } from '@playwright/test';
import { launchOptions } from '../e2e/browser.ts';
import { entryOf } from '../src/engine/executors/index.ts';
import type { ExecutorInfo } from '../src/engine/stylizer.ts';

/** A headless browser, with the machine's own GPU or with an emulated one. */
export async function launch(gpu: 'own' | 'emulated'): Promise<Browser> {
  const { args = [], ...options } = await launchOptions('gpu');
  const emulation = /swiftshader/;
  const own = args.filter((arg) => !emulation.test(arg));
  // On Linux a headless Chromium finds a GPU by Vulkan only.
  if (process.platform === 'linux') own.push('--use-angle=vulkan', '--enable-features=Vulkan');
  return chromium.launch({ ...options, args: gpu === 'own' ? own : args });
}

/** The GPUs that the browser has, real and emulated ones. */
export async function gpusOf(browser: Browser, url: string): Promise<ExecutorInfo[]> {
  const page = await browser.newPage();
  await page.goto(url);
  const found = await page.evaluate(() => bench.executors());
  await page.close();
  return found.filter((probe) => 'device' in probe).filter(({ id }) => entryOf(id).wantsGpu);
}
