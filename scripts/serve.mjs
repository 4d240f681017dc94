// Serves dist/ to this machine and no other. `npm start` and the browser tests use it; by hand:
//   node scripts/serve.mjs [--port 4173]
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fileHandler } from './static.mjs';
import { headers } from './headers.mjs';
import { ROOT, Stop, codeOf, runMain } from './prepare.mjs';

const DIST = join(ROOT, 'dist');

/** A client that has not sent its headers within these milliseconds is let go; Node looks as often as the last says. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
};

/**
 * Serves a folder on this machine. Rejects with code EADDRINUSE when another program has the port, and with
 * Stop when there is no build.
 * @param {number} port 0 takes any free one
 * @param {string} root
 * @param {Record<string, string>} sent headers of every answer
 */
export async function serve(port, root = DIST, sent = headers) {
  if (!existsSync(join(root, 'index.html'))) throw new Stop('There is no build yet: npm run build');
  const handler = fileHandler(root, sent);
  const first = await listen(handler, '127.0.0.1', port);
  const address = /** @type {import('node:net').AddressInfo} */ (first.address());
  const servers = [first];
  try {
    // Browsers try IPv6 first for "localhost", where another program could be sitting.
    servers.push(await listen(handler, '::1', address.port));
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      first.close();
      throw error;
    } // any other: this machine has no IPv6
  }
  return {
    port: address.port,
    url: `http://localhost:${address.port}`,
    close: () => {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

/**
 * @param {ReturnType<typeof fileHandler>} handler
 * @param {string} host
 * @param {number} port
 * @returns {Promise<import('node:http').Server>}
 */
function listen(handler, host, port) {
  return new Promise((resolve, reject) => {
    const server = createServer(LIMITS, handler);
    server.once('error', reject).listen(port, host, () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
    const { url } = await serve(Number(values.port));
    console.log(`Brushlite is at ${url}`);
  });
}
