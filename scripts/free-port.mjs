// A port for a server of another program, which can't be asked which one it took.
import { createServer } from 'node:net';

/** @returns {Promise<number>} a port of this machine that nobody listens at */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
