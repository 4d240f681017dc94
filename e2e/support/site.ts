/** A server of a test's own, with a copy of the build that the test may change. */
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { test as base } from './test.ts';

export interface Site {
  readonly url: string;
  /** The folder that is served, to change files in. */
  readonly folder: string;
  close(): void;
}

/** Each test has a server of its own, which it can take away. */
export const test = base.extend<{ site: Site }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright wants the braces
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'brushlite-site-'));
    await cp('dist', folder, { recursive: true });
    const server = await serve(0, folder);
    await use({ url: server.url, folder, close: server.close });
    server.close();
    await rm(folder, { recursive: true });
  },
  baseURL: async ({ site }, use) => use(site.url),
});

/** Put another version in the place of the one that is served: none of its code has the address that it had. */
export async function deploy({ folder }: Site) {
  await rename(join(folder, 'assets'), join(folder, 'newer'));
  const code = (await readdir(join(folder, 'newer'))).filter((name) => name.endsWith('.js'));
  for (const name of ['index.html', 'sw.js', ...code.map((name) => `newer/${name}`)]) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8');
    if (text.includes('assets/')) await writeFile(file, text.replaceAll('assets/', 'newer/'));
  }
}
