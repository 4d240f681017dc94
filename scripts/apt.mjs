import { existsSync } from 'node:fs';
import { run } from './prepare.mjs';

/**
 * Installs Debian packages where this is a Debian or Ubuntu and we are root, as in CI; true when they
 * are there. Elsewhere nothing is touched: what to install is then the user's choice.
 * @param {readonly string[]} packages
 */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.env['DEBIAN_FRONTEND'] = 'noninteractive';
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
  );
}
