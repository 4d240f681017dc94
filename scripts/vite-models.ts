import { cpSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { fileHandler } from './static.mjs';
import { developmentHeaders } from './headers.mjs';

const MODELS = fileURLToPath(new URL('../models/', import.meta.url));
/** The types that the page fetches; training writes other files there, too. */
const SERVED = new Set(['.json', '.bin', '.jpg']);

/**
 * Serves models/ at the address models/, and copies it into the build. The page fetches networks at run time and
 * never imports them, so Vite does not see them; they are not in public/, since training writes them.
 */
export function models(): Plugin {
  let dist = '';
  return {
    name: 'brushlite:models',
    configResolved({ root, build }) {
      dist = resolve(root, build.outDir);
    },
    configureServer(server) {
      server.middlewares.use('/models', fileHandler(MODELS, developmentHeaders));
    },
    writeBundle() {
      cpSync(MODELS, resolve(dist, 'models'), {
        recursive: true,
        filter: (path) => extname(path) === '' || SERVED.has(extname(path)),
      });
    },
  };
}
