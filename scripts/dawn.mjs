import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser } from './browser.mjs';

/**
 * What Dawn needs in the environment to run WGSL in Node on a machine without a GPU: the Vulkan loader and the
 * SwiftShader that come with Chromium. The loader is found at the start of a process only, so this has to be set
 * by the process that starts it. On a machine with a GPU, BRUSHLITE_DAWN=system leaves the environment as it is.
 * BRUSHLITE_LAVAPIPE names another driver than SwiftShader, by its file for the loader (lavapipe.mjs).
 * @returns {Promise<Record<string, string>>} variables to set; none where there is no such Chromium
 */
export async function dawnEnvironment() {
  if (process.env['BRUSHLITE_DAWN'] === 'system') return {};
  const browser = await findBrowser();
  // Debian's /usr/bin/chromium is a script that starts the one in /usr/lib.
  for (const folder of [browser && dirname(realpathSync(browser)), '/usr/lib/chromium']) {
    if (!folder) continue;
    const driver = process.env['BRUSHLITE_LAVAPIPE'] ?? join(folder, 'vk_swiftshader_icd.json');
    if (!existsSync(driver) || !existsSync(join(folder, 'libvulkan.so.1'))) continue;
    const before = process.env['LD_LIBRARY_PATH'];
    return {
      LD_LIBRARY_PATH: before ? `${folder}:${before}` : folder,
      VK_ICD_FILENAMES: driver,
    };
  }
  return {};
}
