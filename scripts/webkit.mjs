// WebKitGTK's small browser, the nearest to Safari that runs on Linux, and what it needs on Debian.
import { existsSync } from 'node:fs';

export const WEBKIT_PACKAGES = [
  'webkit2gtk-driver',
  'xvfb',
  'gstreamer1.0-plugins-bad',
  'gstreamer1.0-plugins-ugly',
  'gstreamer1.0-libav',
];

const BROWSERS = ['4.1', '6.0', '4.0'].map(
  (version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
);

/** The executable; undefined where it, or the driver or the screen that it needs, is not installed. */
export function findMiniBrowser() {
  const needed = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];
  return needed.every((path) => existsSync(path))
    ? BROWSERS.find((path) => existsSync(path))
    : undefined;
}
