// Compiles src/engine/executors/wasm/assembly/ to build/ beside it, one file for each variant, when a source has
// changed: node scripts/wasm.mjs. Vite does the same (vite-wasm.ts), so there is no need to run this by hand.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, Stop, runMain } from './prepare.mjs';

const SOURCES = join(ROOT, 'src/engine/executors/wasm/assembly');
const BUILD = join(ROOT, 'src/engine/executors/wasm/build');

/** A browser refuses a module that uses instructions it does not have, so there is one for each combination. */
const variants = {
  simd: ['simd'],
  'simd-threads': ['simd', 'threads'],
  relaxed: ['simd', 'relaxed-simd'],
  'relaxed-threads': ['simd', 'relaxed-simd', 'threads'],
};

/** Whether a file is one that the kernels are made of. @param {string} file */
export function isSource(file) {
  return dirname(file) === SOURCES;
}

/** Compiles all variants, unless they were made from the sources as they are. */
export async function buildWasm() {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of readdirSync(SOURCES).sort()) hash.update(readFileSync(join(SOURCES, file)));
  const stamp = join(BUILD, 'sources.sha256');
  const digest = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  // Not at the top: the compiler is large, and most often there is nothing to compile.
  const asc = await import('assemblyscript/asc');
  mkdirSync(BUILD, { recursive: true });
  for (const [name, features] of Object.entries(variants)) await compile(asc, name, features);
  writeFileSync(stamp, digest);
}

/** @param {typeof import('assemblyscript/asc')} asc @param {string} name @param {string[]} features */
async function compile(asc, name, features) {
  const threads = features.includes('threads') ? ['--sharedMemory'] : [];
  // Written beside and moved, since tests may be reading it.
  const file = join(BUILD, `${name}.wasm`);
  const messages = asc.createMemoryStream();
  const args = [
    join(SOURCES, 'index.ts'),
    ...['--outFile', `${file}.new`, '--runtime', 'stub', '--noAssert'],
    ...['--optimizeLevel', '3', '--importMemory', '--initialMemory', '1'],
    ...['--maximumMemory', '65536', ...threads],
    ...['--use', 'abort='],
    ...features.flatMap((feature) => ['--enable', feature]),
  ];
  const { error } = await asc.main(args, { stderr: messages });
  if (error) throw new Stop(`${name}.wasm could not be compiled.\n${messages.toString()}`);
  renameSync(`${file}.new`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runMain(buildWasm);
