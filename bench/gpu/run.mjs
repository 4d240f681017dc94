// npm run bench:gpu: see README.md. The rest is TypeScript, which Node 20 does not read, so Vite does.
import { ensureInstalled } from '../../scripts/prepare.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
await runnerImport(new URL('./main.ts', import.meta.url).pathname, { configFile: false });
