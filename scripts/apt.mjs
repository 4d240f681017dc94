import { existsSync } from 'node:fs';
import { run } from './prepare.mjs';

/**
 * Installs Debian packages, on Debian or Ubuntu and as root, as in CI. Elsewhere it does nothing, since what to
 * install is the user's choice.
 * @param {readonly string[]} packages
 * @returns {boolean} whether they are installed
 */
export function aptInstall(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.env['DEBIAN_FRONTEND'] = 'noninteractive';
  // Not each file is waited for until it is on the disk: a machine of CI that loses its power is thrown away.
  const unsafe = process.env['CI'] ? ['-o', 'Dpkg::Options::=--force-unsafe-io'] : [];
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...unsafe, ...packages])
  );
}
