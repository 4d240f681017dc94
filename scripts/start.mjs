// npm start: from a fresh clone to the app in the browser. `npm start -- --port 8080 --no-build`
import { parseArgs } from 'node:util';
import { Stop, codeOf, ensureBuilt, ensureInstalled, runMain } from './prepare.mjs';

const TRIES = 20;

await runMain(async () => {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-build': { type: 'boolean' } },
  });
  const wanted = portOf(values.port ?? process.env['PORT'] ?? '4173');
  if (!values['no-build']) {
    ensureInstalled();
    ensureBuilt();
  }
  // Not at the top: the server needs node_modules/.
  const { serve } = await import('./serve.mjs');
  const { url, port } = await serveNear(serve, wanted);
  if (port !== wanted)
    console.log(`Port ${wanted} is taken by another program, so this is the next.`);
  console.log(`Brushlite is at ${url}\nCtrl+C stops it.`);
});

/** @param {string} text */
function portOf(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Stop(`“${text}” is no port: give a number from 1 to 65535.`);
}

/**
 * Serves on `port` or on the next one that is free.
 * @param {typeof import('./serve.mjs').serve} serve
 * @param {number} port
 */
async function serveNear(serve, port) {
  for (let next = port; next < Math.min(port + TRIES, 65_536); next++) {
    try {
      return await serve(next);
    } catch (error) {
      if (codeOf(error) === 'EACCES') {
        throw new Stop(`This account may not open port ${next}: choose one above 1023.`);
      }
      if (codeOf(error) !== 'EADDRINUSE') throw error;
    }
  }
  throw new Stop(`No port from ${port} on is free: choose another with --port.`);
}
