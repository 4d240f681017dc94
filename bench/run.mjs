// npm run bench: see README.md. The rest is TypeScript, which Node 20 does not read, so Vite does.
import { ensureInstalled } from '../scripts/prepare.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
const command = process.argv.includes('--live') ? './live/main.ts' : './main.ts';
await runnerImport(new URL(command, import.meta.url).pathname, { configFile: false });
