import type { Plugin } from 'vite';
import { buildWasm, isSource } from './wasm.mjs';

/**
 * The kernels of engine/executors/wasm/ compiled, before anything asks for them: in the build, in dev and in tests.
 * In dev they are compiled again when they change; where that fails, the last ones stay.
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
