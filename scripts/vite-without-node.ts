import type { Plugin } from 'vite';

/** What libheif's script asks Node for, and a browser never does. */
const NODE = ['fs', 'path', 'crypto'];
const EMPTY = '\0brushlite:empty';

/** Puts an empty module in place of what a package wants of Node only, which Vite would warn of. */
export const withoutNode = (): Plugin => ({
  name: 'brushlite:without-node',
  enforce: 'pre',
  resolveId: (id, importer) =>
    NODE.includes(id) && importer?.includes('/libheif-js/') ? EMPTY : undefined,
  load: (id) => (id === EMPTY ? 'export default {};' : undefined),
});
