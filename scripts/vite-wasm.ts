import type { Plugin } from 'vite';
import { buildWasm, isSource } from './wasm.mjs';

/**
 * Compiles the kernels of engine/executors/wasm/ before the build, the dev server or a test needs them. The dev
 * server compiles them again when they change; if that fails, the last ones stay.
 */
export function wasm(): Plugin {
  return {
    name: 'brushlite:wasm',
    config: () => buildWasm(),
    configureServer: ({ watcher, ws, config }) => {
      watcher.on('change', (file) => {
        if (!isSource(file)) return;
        buildWasm().then(
          () => ws.send({ type: 'full-reload' }),
          (error: unknown) => config.logger.error(String(error)),
        );
      });
    },
  };
}
