// The browser that the tests run in, and how it is started.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withoutFeatures } from './chromium-features.mjs';
import { Stop } from './prepare.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const { env, platform } = process;

/** Where browsers are, the likeliest first. */
function candidates() {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap((program) => folders.map((folder) => join(folder ?? '', program)));
  }
  const folders = ['/usr/bin', ...(env['PATH'] ?? '').split(delimiter)];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * The executable of $BRUSHLITE_BROWSER, of an installed Chromium, Chrome or Edge, or else Playwright's
 * own; undefined when there is none. Needs node_modules.
 */
export async function findBrowser() {
  const wanted = env['BRUSHLITE_BROWSER'];
  if (wanted && !existsSync(wanted)) {
    throw new Stop(`BRUSHLITE_BROWSER names ${wanted}, and there is no such file.`);
  }
  if (wanted) return wanted;
  const installed = candidates().find(existsSync);
  if (installed) return installed;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** A headless browser for a command, with an emulated GPU. @param {readonly string[]} more arguments for it */
export async function launchBrowser(more = []) {
  const { chromium } = await import('@playwright/test');
  const executablePath = await findBrowser();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: [...browserArguments, ...more],
  });
}

/**
 * WebGL 2 and WebGPU without a GPU, on SwiftShader, so that a test does the same on every machine; and
 * quiet: no calls home. --no-sandbox since CI runs as root, for which Chromium has no sandbox.
 */
export const browserArguments = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // Without Vulkan a canvas can't show what WebGPU has drawn, and the device is lost when one tries.
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  withoutFeatures,
];
