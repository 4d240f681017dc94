import type { Plugin, Rolldown } from 'vite';

/**
 * What a worker has at its start is a file of its own, and the script that it begins with only imports that file. So parts
 * that are loaded later import the file and not the script. WebKit, also Safari, would run the script a second time
 * then: each request would be answered twice, and a rule of Trusted Types that is made twice is an error.
 */
export const workerFiles: Rolldown.OutputOptions = {
  codeSplitting: {
    groups: [
      {
        name: 'parts',
        tags: ['$initial'],
        test: (id) => !id.endsWith('worker.ts'),
        minSize: 1_000, // not for a worker that loads nothing later
      },
    ],
  },
};

/** Of the plugins of the workers' builds: a build fails whose parts import the script that a worker begins with. */
export const workerEntries = (): Plugin => ({
  name: 'brushlite:worker-entries',
  generateBundle(_options, bundle) {
    const scripts = Object.values(bundle).filter((file) => file.type === 'chunk');
    const entries = new Set(scripts.filter((one) => one.isEntry).map((one) => one.fileName));
    for (const { fileName, imports, dynamicImports } of scripts) {
      const entry = [...imports, ...dynamicImports].find((one) => entries.has(one));
      if (entry) this.error(`${fileName} imports ${entry}, with which a worker begins.`);
    }
  },
});
