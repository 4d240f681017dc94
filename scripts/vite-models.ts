import { cpSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { fileHandler } from './static.mjs';
import { developmentHeaders } from './headers.mjs';

const MODELS = fileURLToPath(new URL('../models/', import.meta.url));
/** What the page fetches; training leaves other files there. */
const SERVED = new Set(['.json', '.bin', '.jpg']);

/**
 * models/ at the address models/. The page fetches networks at run time and never imports them, so they
 * are no part of Vite's module graph; and they are not in public/, since they are what training makes.
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
