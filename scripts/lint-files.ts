import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** The linter's settings, and the rules of our own that they name. */
const LINTER = [
  '.oxlintrc.json',
  'scripts/import-rules.mjs',
  'scripts/lint-words.mjs',
  'scripts/lint-text.mjs',
];

interface Diagnostic {
  readonly code?: string;
  readonly filename: string;
  readonly message: string;
}

/**
 * Lints files that are not in the repository, with its settings: for tests of our own rules.
 *
 * @param files their text by path, such as `src/network/a.ts`
 */
export function lintFiles(files: Readonly<Record<string, string>>): Diagnostic[] {
  const folder = mkdtempSync(join(tmpdir(), 'brushlite-lint-'));
  try {
    mkdirSync(join(folder, 'scripts'));
    for (const file of LINTER) copyFileSync(join(ROOT, file), join(folder, file));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), `${text};\n`);
    }
    const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
