import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { ROOT } from './prepare.mjs';

/** Licences that the page may ship under. Another one is a question for a lawyer, and stops the build. */
const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0']);
/**
 * Packages under the LGPL-3.0, which asks that a visitor can put another version in their place: each is a chunk of its
 * own, with its WebAssembly, unchanged, beside it. `text`: the file with all licences; `source`: what is in it, and where
 * its source is, for the list of licences.
 */
const ALONE = new Map([
  [
    'libheif-js',
    {
      text: 'libheif-wasm/LICENSE',
      source:
        'libheif (https://github.com/strukturag/libheif) and libde265 (https://github.com/strukturag/libde265), packed by https://github.com/catdad-experiments/libheif-js',
    },
  ],
]);
/** Compiled into the kernels: AssemblyScript's runtime and standard library, which no chunk names. */
const COMPILED_IN = ['assemblyscript'];

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
  /** Where its source is, if the licence wants that said. */
  readonly source?: string | undefined;
}

/**
 * Writes dist/licences.txt: each package of which a part is in the build, with its licence. Workers are builds of their
 * own, so `collect` must be among the plugins of both.
 */
export function licences(): { collect: () => Plugin; write: () => Plugin } {
  const names = new Set(COMPILED_IN);
  const add = (bundle: Rolldown.OutputBundle) => {
    for (const file of Object.values(bundle)) {
      const ids = file.type === 'chunk' ? file.moduleIds : file.originalFileNames;
      for (const name of ids.map(packageOf)) if (name) names.add(name);
      stayAlone(file.fileName, ids);
    }
  };
  return {
    collect: () => ({
      name: 'brushlite:collect-licences',
      generateBundle: (_options, bundle) => add(bundle),
    }),
    write: () => ({
      name: 'brushlite:write-licences',
      enforce: 'post',
      generateBundle(_options, bundle) {
        add(bundle);
        const source = licencesFile([...names].sort().map((name) => readPackage(name)));
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
      },
    }),
  };
}

/** Throws where a package of ALONE shares a chunk of modules `ids` with other code. */
export function stayAlone(file: string, ids: readonly string[]): void {
  // Skip addresses of files and the bundler's own helpers.
  const code = ids.filter((id) => !/\?url$|^\0|^__vite/.test(id)).map(packageOf);
  const name = code.find((id) => id !== undefined && ALONE.has(id));
  if (name && code.some((id) => id !== name)) {
    throw new Error(`${file} has ${name} and other code: its licence wants a file of its own.`);
  }
}

/** @returns the package that a module is of, by the innermost folder of packages; undefined where it is ours */
export function packageOf(id: string): string | undefined {
  const path = id.replaceAll('\\', '/');
  const at = path.lastIndexOf('node_modules/');
  if (at < 0) return undefined;
  const [scope = '', name = ''] = path.slice(at + 'node_modules/'.length).split('/');
  if (scope.startsWith('.')) return undefined; // a cache
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** What an installed package says of its licence. Throws where the page may not ship under it. */
export function readPackage(name: string, allowed: ReadonlySet<string> = ALLOWED): Package {
  const folder = join(ROOT, 'node_modules', name);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
  const { version, license } = about;
  const alone = ALONE.get(name);
  if (!alone && !allowed.has(license)) {
    throw new Error(
      `${name} has the licence ${license}, which scripts/vite-licences.ts does not know.`,
    );
  }
  return {
    name,
    version,
    license,
    text: alone ? readFileSync(join(folder, alone.text), 'utf8') : textOf(folder, license),
    source: alone?.source,
  };
}

/** Some packages have the text in their readme, and some name their licence only. */
function textOf(folder: string, license: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file) return readFileSync(join(folder, file), 'utf8');
  const readme = join(folder, 'README.md');
  const section = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const [, text] = /^#*\s*licen[cs]e.*\n(?:[-=]+\n)?([^]*)/im.exec(section) ?? [];
  if (text && /permission is hereby granted/i.test(text)) return text;
  if (license !== 'Apache-2.0') throw new Error(`${folder} has no text of its licence.`);
  return textOf(join(ROOT, 'node_modules/assemblyscript'), license); // the same for all
}

/** @returns the packages, and the text of each licence once */
export function licencesFile(packages: readonly Package[]): string {
  const texts = new Map<string, string[]>();
  for (const { name, version, license, text, source } of packages) {
    const who = texts.get(text.trim()) ?? [];
    const where = source ? `, in files of its own; source: ${source}` : '';
    texts.set(text.trim(), [...who, `${name} ${version} (${license})${where}`]);
  }
  const line = '-'.repeat(72);
  const parts = [...texts].map(([text, who]) => [line, ...who, line, '', text, ''].join('\n'));
  return ['Brushlite is built with these packages.', '', ...parts].join('\n');
}
