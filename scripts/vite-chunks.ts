import type { Plugin, Rolldown } from 'vite';

/** What one script of the build loads: `imports` at once, `lazy` when it comes to that. */
export interface Chunk {
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly lazy: readonly string[];
  readonly css: readonly string[];
}

/** File names below dist/. */
export type Chunks = Readonly<Record<string, Chunk>>;

/**
 * Writes dist/.vite/chunks.json, which size.mjs reads. Vite's own manifest ends where a worker begins:
 * workers are builds of their own, so `collect` must be among the plugins of both.
 */
export function chunks(): { collect: () => Plugin; write: () => Plugin } {
  const found: Record<string, Chunk> = {};
  const add = (bundle: Rolldown.OutputBundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      found[file.fileName] = {
        isEntry: file.isEntry,
        imports: file.imports,
        lazy: file.dynamicImports,
        css: [...(file.viteMetadata?.importedCss ?? [])],
      };
    }
  };
  return {
    collect: () => ({
      name: 'brushlite:collect-chunks',
      generateBundle: (_options, bundle) => add(bundle),
    }),
    write: () => ({
      name: 'brushlite:write-chunks',
      enforce: 'post',
      // The workers are built while the page is, so this is the last to end.
      generateBundle(_options, bundle) {
        add(bundle);
        const source = JSON.stringify(found, null, 2);
        this.emitFile({ type: 'asset', fileName: '.vite/chunks.json', source });
      },
    }),
  };
}
