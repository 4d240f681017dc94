// Mesa's Vulkan on the processor, lavapipe. Unlike the SwiftShader of Chromium it has float16.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './prepare.mjs';

/** What Firefox needs for WebGPU on a Debian without a GPU. */
export const VULKAN_PACKAGES = ['mesa-vulkan-drivers'];

const DRIVERS = '/usr/share/vulkan/icd.d';
const LIBRARY = 'usr/lib/x86_64-linux-gnu/libvulkan_lvp.so';

/**
 * @returns {boolean} whether there is a driver for Vulkan, whose package brings Vulkan with it. Systems other than Linux
 * have what Firefox needs.
 */
export function hasVulkan() {
  if (process.platform !== 'linux') return true;
  return existsSync(DRIVERS) && readdirSync(DRIVERS).length > 0;
}

/**
 * A lavapipe that is new enough for Dawn. Debian 12 has one among its backports, which is put into node_modules and
 * not installed; later systems have one where mesa-vulkan-drivers is installed.
 * @returns {string | undefined} the file that names it to the Vulkan loader
 */
export function lavapipeForDawn() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (/^VERSION_CODENAME=bookworm$/m.test(release) && process.arch === 'x64') return backported();
  const name = existsSync(DRIVERS) && readdirSync(DRIVERS).find((file) => file.startsWith('lvp'));
  return name ? join(DRIVERS, name) : undefined;
}

/** @returns {string | undefined} where it could not be downloaded */
function backported() {
  const folder = join(ROOT, 'node_modules/.cache/lavapipe');
  const driver = join(folder, 'lvp_icd.json');
  if (existsSync(driver)) return driver;
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(folder, part), { recursive: true });
  const sources = join(folder, 'backports.list');
  const key = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(
    sources,
    `deb [signed-by=${key}] http://deb.debian.org/debian bookworm-backports main\n`,
  );
  // Lists of its own, so that the system's are as they were.
  const own = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::Cache=${join(folder, 'cache')}`,
    'APT::Sandbox::User=root',
  ].flatMap((option) => ['-o', option]);
  const isThere =
    run('apt-get', [...own, 'update', '-qq']) &&
    run('sh', [
      '-c',
      'cd "$0" && apt-get "$@" && dpkg -x mesa-vulkan-drivers_*.deb .',
      ...[folder, ...own, 'download', '-qq', 'mesa-vulkan-drivers'],
    ]);
  if (!isThere) return undefined;
  const ICD = { api_version: '1.4.0', library_path: join(folder, LIBRARY) };
  writeFileSync(driver, JSON.stringify({ ICD, file_format_version: '1.0.0' }));
  return driver;
}
