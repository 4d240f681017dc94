// npm run ladder: writes docs/ladder.md and its plot, from the cards in models/. TypeScript does it, since the page's
// own code counts, names and places; Node 20 does not read that, so Vite does.
import { ensureInstalled } from './prepare.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
const { pathname } = new URL('./ladder/main.ts', import.meta.url);
await runnerImport(pathname, { configFile: false });
