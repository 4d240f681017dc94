// The Firefox that the tests run in.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Stop } from './prepare.mjs';

const { env, platform } = process;

function candidates() {
  if (platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox'];
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)']];
    return folders.map((folder) => join(folder ?? '', 'Mozilla Firefox\\firefox.exe'));
  }
  const folders = ['/usr/bin', ...(env['PATH'] ?? '').split(delimiter)];
  return ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The executable of $BRUSHLITE_FIREFOX or of an installed Firefox; undefined when there is none. */
export function findFirefox() {
  const wanted = env['BRUSHLITE_FIREFOX'];
  if (wanted && !existsSync(wanted)) {
    throw new Stop(`BRUSHLITE_FIREFOX names ${wanted}, and there is no such file.`);
  }
  return wanted ?? candidates().find(existsSync);
}
