// npm run bench: see README.md. The rest is TypeScript, which Node 20 does not read, so Vite does.
import { ensureInstalled } from '../scripts/prepare.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
const has = (/** @type {string} */ option) => process.argv.includes(option);
if (has('--tiles')) await import('./large.mjs');
else {
  const command = has('--live') ? './live/main.ts' : './main.ts';
  await runnerImport(new URL(command, import.meta.url).pathname, { configFile: false });
}
