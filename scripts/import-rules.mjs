// Which folder may import which others, and which packages: a rule of Oxlint. The references in each folder's
// tsconfig.json say a part of it again, for the compiler. import-rules.test.ts tries the rule.
import { dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * What the files of a folder, or one file, may import: files of the same folder, what `may` lists, and the
 * packages in `packages`. Paths are from the root of the repository; `*` is any part of a name, and
 * `type ` in front allows `import type` only.
 * @typedef {{ may: readonly string[], packages: readonly string[], why: string }} Rule
 */

const LIBRARIES = ['channel', 'browser', 'loading', 'network', 'picture'].map(
  (folder) => `src/${folder}/index.ts`,
);
const STATE = {
  may: [...LIBRARIES, 'src/engine/index.ts'],
  packages: ['zustand/vanilla', 'valibot'],
};
const UI = {
  may: [
    ...[...LIBRARIES, 'src/engine/index.ts'].map((entry) => `type ${entry}`),
    'src/state/index.ts',
    'src/state/shared/index.ts',
  ],
  packages: ['react', 'react-dom', 'zustand', 'lucide-react'],
};
const WHY_STATE =
  'state/ is what the app knows, without a framework (zustand/vanilla, no React): what shows it belongs into ui/. Every other folder is imported through its index.ts.';
const WHY_STATE_PAGE = `A page of state/ knows its own folder and state/shared/index.ts, no other page: what two pages need belongs into state/shared/. ${WHY_STATE}`;
const WHY_UI =
  'ui/ imports state through its index.ts files: call an action of state/ instead of the engine, whose types may be imported with `import type` from its index.ts.';
const WHY_UI_PAGE = `A page of ui/ knows ui/shared/, ui/words/ and the state of its own page: what two pages need belongs into ui/shared/. ${WHY_UI}`;

/** @param {string} page @param {readonly string[]} packages of its state @returns {Record<string, Rule>} */
const page = (page, packages = []) => ({
  [`src/state/${page}`]: {
    may: [...STATE.may, 'src/state/shared/index.ts'],
    packages: [...STATE.packages, ...packages],
    why: WHY_STATE_PAGE,
  },
  [`src/ui/${page}`]: {
    may: [
      ...UI.may,
      `src/state/${page}/index.ts`,
      'src/ui/shared/*',
      'src/ui/words/index.ts',
      `src/ui/words/${page}.ts`, // what only this page needs
    ],
    packages: UI.packages,
    why: WHY_UI_PAGE,
  },
});

/** By folder or file. Of several that hold a file, the longest path counts. @type {Record<string, Rule>} */
const rules = {
  'src/channel': {
    may: [],
    packages: [],
    why: 'channel/ carries messages between the page and its workers, whatever they say, and imports nothing of ours.',
  },
  'src/browser': {
    may: ['src/channel/index.ts'],
    packages: [],
    why: 'browser/ says what this browser lacks or does in its own way, whatever it is asked for, and imports nothing of ours but channel/.',
  },
  'src/loading': {
    may: ['src/channel/index.ts'],
    packages: [],
    why: 'loading/ says how long a download may take and what it means when code is gone, whatever is downloaded, and imports nothing of ours but channel/.',
  },
  'src/network': {
    may: [],
    packages: ['valibot'],
    why: 'network/ says what a network is, from its spec alone, and imports nothing of ours. What runs one belongs into engine/.',
  },
  'src/picture': {
    may: ['src/channel/index.ts', 'src/browser/index.ts', 'src/loading/index.ts'],
    packages: ['libheif-js', 'mediabunny', 'valibot'],
    why: 'picture/ says what a picture is, whoever paints it, and imports nothing of ours but channel/, browser/ and loading/. What joins pictures and networks belongs into state/.',
  },
  'src/engine': {
    may: [
      'src/channel/index.ts',
      'src/browser/index.ts',
      'src/loading/index.ts',
      'src/network/index.ts',
    ],
    packages: ['valibot', '@noble/hashes'],
    why: 'engine/ runs a network on pixels and knows neither files nor pages. What joins it to pictures belongs into state/, what shows it into ui/.',
  },
  'src/offline': {
    may: [],
    packages: [],
    why: 'offline/ is the service worker: a program of its own, which the build makes one script of.',
  },
  'src/state': { ...STATE, may: [...STATE.may, 'src/state/*'], why: WHY_STATE },
  'src/state/shared': { ...STATE, why: WHY_STATE_PAGE },
  'src/state/testing': {
    may: [...STATE.may, 'src/state/shared/index.ts'],
    packages: STATE.packages,
    why: WHY_STATE,
  },
  'src/ui': { ...UI, may: [...UI.may, 'src/state/*/index.ts', 'src/ui/*'], why: WHY_UI },
  // React's context hands each page its store, so the types of all of them are known there.
  'src/ui/shared': {
    ...UI,
    may: [...UI.may, 'type src/state/*/index.ts', 'src/ui/words/index.ts'],
    why: WHY_UI_PAGE,
  },
  'src/ui/words': { ...UI, may: [...UI.may, 'type src/state/*/index.ts'], why: WHY_UI_PAGE },
  ...page('stylize', ['client-zip']),
  ...page('live'),
  ...page('compare', ['client-zip']),
  'src/main.tsx': {
    may: [
      ...LIBRARIES,
      'src/engine/index.ts',
      'src/state/index.ts',
      'src/ui/App.tsx',
      'src/ui/words/index.ts',
      'src/ui/*.css',
      'src/ui/shared/*',
    ],
    packages: UI.packages,
    why: 'main.tsx joins the folders, each through its index.ts.',
  },
  bench: {
    may: ['src/channel/*', 'src/network/*', 'src/engine/*', 'scripts/*'],
    packages: ['*'],
    why: 'bench/ times the engine: it knows neither state nor pages.',
  },
};

const TFJS = 'src/engine/executors/tfjs';
const WHY_TFJS =
  'TensorFlow.js is a detail of src/engine/executors/tfjs*/, which alone imports it: it may be replaced.';
const WHY_MODELS =
  'models/ is fetched at run time and never imported, so that the page does not wait for networks it may not need.';
const WHY_PACKAGE =
  'If this package is needed here, list it for this folder in scripts/import-rules.mjs.';

const isTest = (/** @type {string} */ file) => /\.test\.tsx?$|\/testing(\/|\.ts$)/.test(file);

/**
 * @param {string} file from the root of the repository
 * @param {string} specifier what is imported
 * @param {boolean} isType whether it is `import type`
 * @returns {string | undefined} why that must not be, if it must not
 */
export function whyRefused(file, specifier, isType) {
  const [name, rule] = ruleOf(file) ?? [];
  if (!name || !rule) return undefined;
  if (!specifier.startsWith('.')) return whyRefusedPackage(file, rule, specifier);

  const target = posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
  if (target.startsWith('models/')) return WHY_MODELS;
  if (!target.startsWith('src/')) return undefined;
  // Tests may import any file of the folders that they may import, not only index.ts.
  if (isTest(file) && rule.may.some((entry) => target.startsWith(`${dirname(entry)}/`)))
    return undefined;
  if (isTest(file) && target.startsWith('src/state/testing/')) return undefined;
  if (ruleOf(target)?.[0] === name && !isTesting(file, target)) return undefined;
  const open = rule.may.some((entry) =>
    entry.startsWith('type ') ? isType && matches(target, entry.slice(5)) : matches(target, entry),
  );
  return open ? undefined : rule.why;
}

/** Whether something that ships would import what is only for tests. @param {string} file @param {string} target */
function isTesting(file, target) {
  return isTest(target) && !isTest(file);
}

/** @param {string} file @param {Rule} rule @param {string} name */
function whyRefusedPackage(file, rule, name) {
  if (name.startsWith('node:') || name.startsWith('vite')) return undefined;
  if (name.startsWith('@tensorflow/')) {
    const ofEngine = file.startsWith(TFJS) || (isTest(file) && file.startsWith('src/engine/'));
    return ofEngine || file.startsWith('bench/') ? undefined : WHY_TFJS;
  }
  if (isTest(file)) return undefined;
  const known = rule.packages.some(
    (one) => one === '*' || name === one || name.startsWith(`${one}/`),
  );
  return known ? undefined : `${rule.why} ${WHY_PACKAGE}`;
}

/** @param {string} file @returns {[name: string, rule: Rule] | undefined} */
function ruleOf(file) {
  return Object.entries(rules)
    .filter(([name]) => file === name || file.startsWith(`${name}/`))
    .sort(([a], [b]) => b.length - a.length)[0];
}

/** @param {string} path @param {string} pattern */
function matches(path, pattern) {
  const source = pattern.replace(/[.]/g, '\\.').replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(path);
}

const folders = {
  /** @param {any} context */
  create(context) {
    const file = relative(ROOT, context.filename).split(sep).join('/');
    /** @param {any} node @param {any} source @param {boolean} isType */
    const check = (node, source, isType) => {
      if (typeof source?.value !== 'string') return;
      const message = whyRefused(file, source.value, isType);
      if (message) context.report({ node, message });
    };
    /** @param {any} node */
    const declaration = (node) =>
      check(node, node.source, node.importKind === 'type' || node.exportKind === 'type');
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (/** @type {any} */ node) => check(node, node.source, false),
      TSImportType: (/** @type {any} */ node) => check(node, node.source ?? node.argument, true),
    };
  },
};

export default { meta: { name: 'import-rules' }, rules: { folders } };
