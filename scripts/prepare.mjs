// Makes sure that Node, node_modules/ and dist/ are as the other scripts need them.
// Imports only Node's own modules, since node_modules/ may be missing.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** An error that the user can understand: its message is printed, without a stack. */
export class Stop extends Error {}

/**
 * Runs `main`. When it throws, prints why and sets the exit code to 1.
 * @param {() => void | Promise<void>} main
 */
export async function runMain(main) {
  try {
    checkNode();
    await main();
  } catch (error) {
    // Errors of the system and of parseArgs have a code, and their message says what is wrong.
    if (!(error instanceof Stop) && codeOf(error) === undefined) throw error;
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The same range as "engines" in package.json, which is Vite's. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits) {
    throw new Stop(
      `Brushlite needs Node.js 20.19 or newer (of the 22 line, 22.12), and this is ${process.versions.node}. Get a current one from https://nodejs.org`,
    );
  }
}

/**
 * Runs a program in the repository with its output shown.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {boolean} whether it ended well
 */
export function run(program, args, stdio = 'inherit') {
  return spawnSync(program, args, { cwd: ROOT, stdio }).status === 0;
}

/**
 * Runs a tool of node_modules/.
 * @param {string} script the tool's entry, relative to node_modules/
 * @param {readonly string[]} args
 */
export function runTool(script, args) {
  return run(process.execPath, [join(ROOT, 'node_modules', script), ...args]);
}

/**
 * Runs npm: the one that started this script where there is one.
 * @param {readonly string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 */
export function runNpm(args, stdio = 'inherit') {
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], stdio);
  // On Windows npm is a .cmd, which only a shell starts.
  const shell = process.platform === 'win32';
  return spawnSync('npm', args, { cwd: ROOT, stdio, shell }).status === 0;
}

/** Installs node_modules/ where it is missing or older than package-lock.json. */
export function ensureInstalled() {
  // npm writes this file last, so it is missing where an install was cut off.
  const installed = changed('node_modules/.package-lock.json');
  if (installed && installed >= changed('package-lock.json')) return;
  console.log('Installing what package-lock.json lists …');
  // Without --include=dev, NODE_ENV=production would leave out the tools. No package needs a script of its own to be
  // installed, so none is run. Only errors are shown.
  const options = [
    '--include=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  if (!runNpm(['ci', ...options], ['inherit', 'ignore', 'inherit'])) {
    throw new Stop(
      'npm could not install the packages that Brushlite is built with; its own words are above. Most often the network is down: check it and try again.',
    );
  }
}

/** Builds dist/ where it is missing or older than one of its sources. */
export function ensureBuilt() {
  const sources = [
    'src',
    'public',
    'models',
    'scripts',
    'index.html',
    'vite.config.ts',
    'package-lock.json',
  ];
  if (changed('dist/index.html') >= Math.max(...sources.map(changed))) return;
  console.log('Building …');
  if (!runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'])) {
    throw new Stop('The build failed; the reason is above.');
  }
}

/**
 * @param {string} path of a file or a folder, relative to the repository
 * @returns {number} when it, or the newest file in it, was last changed, in ms since 1970; 0 where it is missing
 */
function changed(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  // The folder's own time shows that a file was removed.
  const inside = readdirSync(join(ROOT, path)).map((name) => changed(`${path}/${name}`));
  return Math.max(stats.mtimeMs, ...inside);
}
