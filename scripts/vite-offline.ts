import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const WORKER = fileURLToPath(new URL('../src/offline/worker.ts', import.meta.url));
const NAME = 'sw.js';

/**
 * What the page is kept with. Kept when it is used instead: the binaries of TensorFlow.js' WebAssembly, which are large
 * and only the reference on the Compare page, the decoder of HEIC, the sample pictures in full size, and the example in
 * other styles than the first.
 */
const KEPT = [
  /^index\.html$/,
  /^icon[\w-]*\.(svg|png)$/,
  /^manifest\.webmanifest$/,
  /^assets\/(?!tfjs-backend-wasm|libheif).*\.(js|css|wasm)$/,
  /^example\/(photo|starry-night)\./,
  /^samples\/thumbs\//,
  /^models\/manifest\.json$/,
  /^models\/styles\//,
];

/** Builds the service worker, and writes the list of the build's files into it. */
export function offline(): Plugin {
  let dist = '';
  let isWritten = false;
  return {
    name: 'brushlite:offline',
    apply: 'build',
    configResolved({ root, build }) {
      dist = resolve(root, build.outDir);
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: WORKER, fileName: NAME });
    },
    writeBundle() {
      isWritten = true;
    },
    closeBundle: {
      order: 'post', // after public/ and models/ are copied
      handler() {
        if (!isWritten) return; // the build failed, and says why

        const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
          .map((file) => file.replaceAll('\\', '/'))
          .filter((file) => KEPT.some((pattern) => pattern.test(file)))
          .sort();
        const worker = join(dist, NAME);
        const code = readFileSync(worker, 'utf8');
        const hash = createHash('sha256').update(code);
        for (const file of files) hash.update(file).update(readFileSync(join(dist, file)));
        const build = JSON.stringify({ version: hash.digest('hex').slice(0, 16), files });
        const filled = code.replace(/(["'`])__BRUSHLITE_BUILD__\1/, () => JSON.stringify(build));
        if (filled === code) throw new Error(`${NAME} has no place for the list of files`);
        if (/^\s*(import|export)\b/m.test(filled)) throw new Error(`${NAME} must be one script`);
        writeFileSync(worker, filled);
      },
    },
  };
}
