// npm run size: prints what a first visit downloads; needs a build. Fails when the app's own code is over one of its
// budgets. The shell is what the page loads to be shown: index.html, scripts and styles. The app's own code is the
// shell and the workers, before an executor and a network are chosen.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { ROOT, Stop, runMain } from './prepare.mjs';

/** Bytes, compressed with brotli. */
const BUDGETS = { shell: 150_000, app: 180_000 };
/** Workers that start when a visitor asks for what they do, and not before. */
const LATER = ['learning.worker', 'export.worker'];
/** WebAssembly that paints nothing: it opens photos that the browser does not. */
const DECODERS = ['libheif'];
const DIST = join(ROOT, 'dist');

await runMain(() => {
  const chunks = readChunks();
  const entries = Object.keys(chunks).filter((file) => chunks[file]?.isEntry);
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const page = entries.filter((file) => html.includes(file));
  const later = entries.filter((file) => LATER.includes(nameOf(file)));
  const app = closure(
    chunks,
    entries.filter((file) => !later.includes(file)),
  );
  const bytes = {
    shell: ['index.html', ...closure(chunks, page)].map(brotliBytes).reduce(sum, 0),
    app: ['index.html', ...app].map(brotliBytes).reduce(sum, 0),
  };

  const model = defaultModel();
  report('A first visit downloads', [
    ['the shell: page and styles', bytes.shell],
    [`${entries.length - page.length - later.length} workers`, bytes.app - bytes.shell],
    [`the network ${model.id}`, model.bytes],
    ['together', bytes.app + model.bytes],
  ]);

  const lazy = [...new Set([...app.flatMap((file) => chunks[file]?.lazy ?? []), ...later])];
  report(
    'and what is wanted of these: other pages, another language, one executor',
    lazy.map((file) => {
      const more = closure(chunks, [file]).filter((part) => !app.includes(part));
      return [nameOf(file), more.map(brotliBytes).reduce(sum, 0)];
    }),
  );

  const binaries = readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.wasm'));
  const decoders = binaries.filter((file) => DECODERS.includes(nameOf(file)));
  const wasm = binaries.filter((file) => !decoders.includes(file));
  report(
    'which loads one of these if it is WebAssembly',
    wasm.map((file) => [nameOf(file), brotliBytes(`assets/${file}`)]),
  );
  report(
    'and this for the first HEIC photo, where the browser opens none',
    decoders.map((file) => [nameOf(file), brotliBytes(`assets/${file}`)]),
  );

  for (const [name, budget] of /** @type {['shell' | 'app', number][]} */ (
    Object.entries(BUDGETS)
  )) {
    if (bytes[name] > budget) {
      throw new Stop(
        `The ${name} is ${kilobytes(bytes[name])}, over its budget of ${kilobytes(budget)}: load what not every visitor needs with import().`,
      );
    }
    console.log(`The ${name} is within its budget of ${kilobytes(budget)}.`);
  }
});

/** @returns {import('./vite-chunks.ts').Chunks} */
function readChunks() {
  try {
    return JSON.parse(readFileSync(join(DIST, '.vite/chunks.json'), 'utf8'));
  } catch {
    throw new Stop('There is no build to measure yet: npm run build');
  }
}

/**
 * `files` and everything that is loaded with them, styles included.
 * @param {import('./vite-chunks.ts').Chunks} chunks
 * @param {readonly string[]} files
 */
function closure(chunks, files) {
  const seen = new Set(files);
  // A set that grows is iterated to its new end.
  for (const file of seen) {
    for (const next of [...(chunks[file]?.imports ?? []), ...(chunks[file]?.css ?? [])])
      seen.add(next);
  }
  return [...seen];
}

/** The network that is chosen for a new visitor: its model.json, which hosts compress, and its shards. */
function defaultModel() {
  const folder = join(DIST, 'models');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const { id, path, bytes } = manifest.models.find(
    (/** @type {{ id: string }} */ model) => model.id === manifest.default,
  );
  const json = readFileSync(join(folder, path)).byteLength;
  return { id: String(id), bytes: bytes - json + brotliBytes(join('models', path)) };
}

/** @param {string} file below dist/ */
function brotliBytes(file) {
  return zlib.brotliCompressSync(readFileSync(join(DIST, file))).byteLength; // at level 11
}

/** The name of a chunk without folder and hash: `webgl` for `assets/webgl-CL60N1gU.js`. @param {string} file */
function nameOf(file) {
  return file.replace(/^.*\//, '').replace(/-[\w-]{8}\.\w+$/, '');
}

/** @param {string} title @param {readonly (readonly [name: string, bytes: number])[]} rows */
function report(title, rows) {
  console.log(title);
  for (const [name, bytes] of rows) console.log(`${kilobytes(bytes).padStart(10)}  ${name}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** @param {number} a @param {number} b */
function sum(a, b) {
  return a + b;
}
