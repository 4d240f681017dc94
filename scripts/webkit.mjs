// WebKitGTK's small browser, the nearest to Safari that runs on Linux, and what it needs on Debian.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

export const WEBKIT_PACKAGES = ['webkit2gtk-driver', 'xvfb', 'gstreamer1.0-plugins-good'];

/** With it there is H.264, and films become MP4 files in place of WebM: a hundred packages more. */
export const H264_PACKAGE = 'gstreamer1.0-plugins-bad';

/** @returns {boolean} whether it is installed, on Debian */
export function hasH264() {
  const { status, stdout } = spawnSync('dpkg-query', ['-Wf', '${db:Status-Status}', H264_PACKAGE], {
    encoding: 'utf8',
  });
  return status === 0 && stdout === 'installed';
}

/** Where Debian has its libraries: in a folder for each kind of processor. */
const LIBRARIES = '/usr/lib';

function candidates() {
  if (!existsSync(LIBRARIES)) return [];
  const folders = readdirSync(LIBRARIES).filter((name) => name.endsWith('-linux-gnu'));
  return ['webkit2gtk-4.1', 'webkitgtk-6.0', 'webkit2gtk-4.0'].flatMap((version) =>
    folders.map((folder) => `${LIBRARIES}/${folder}/${version}/MiniBrowser`),
  );
}

/** The executable; undefined where it, or the driver or the screen that it needs, is not installed. */
export function findMiniBrowser() {
  const needed = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
  return needed.every((path) => existsSync(path))
    ? candidates().find((path) => existsSync(path))
    : undefined;
}
