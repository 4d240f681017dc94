import { once } from 'node:events';
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headers, headersFile } from './headers.mjs';
import { serve } from './serve.mjs';

const PAGE = '<!doctype html><title>Brushlite</title>';
const WASM = Buffer.alloc(50_000, 'wasm');
const WEIGHTS = Buffer.alloc(70_000, 7);

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'brushlite-serve-'));
  const root = join(folder, 'dist');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(root, 'models/tiny'), { recursive: true });
  mkdirSync(join(root, '.vite'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, '.vite/manifest.json'), '{}');
  writeFileSync(join(root, 'index.html'), PAGE);
  writeFileSync(join(root, '_headers'), headersFile());
  writeFileSync(join(root, 'assets/tf-abc123.wasm'), WASM);
  writeFileSync(join(root, 'models/tiny/weights.bin'), WEIGHTS);
  server = await serve(0, root);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Not fetch: that one tidies the address up and unpacks the body. */
async function ask(path: string, sent: Record<string, string> = {}, method = 'GET') {
  const { port } = server;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers: sent }, resolve)
      .on('error', reject)
      .end();
  });
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, body };
}

describe('headers', () => {
  it.each(['/', '/assets/tf-abc123.wasm', '/models/tiny/weights.bin', '/missing'])(
    'all of them come with %s',
    async (path) => {
      const answer = await ask(path);
      for (const [name, value] of Object.entries(headers)) {
        expect(answer.headers[name.toLowerCase()], name).toBe(value);
      }
    },
  );

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/tf-abc123.wasm', 'application/wasm'],
    ['/models/tiny/weights.bin', 'application/octet-stream'],
  ])('%s is %s', async (path, type) => {
    expect((await ask(path)).headers['content-type']).toBe(type);
  });

  it('are all in the _headers file for static hosts', () => {
    const text = headersFile();
    for (const [name, value] of Object.entries(headers))
      expect(text).toContain(`${name}: ${value}`);
    // Cloudflare cuts lines off at 2,000 characters.
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(2_000);
  });
});

describe('caching', () => {
  it('is for ever where the name has a hash in it', async () => {
    const answer = await ask('/assets/tf-abc123.wasm');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/', '/models/tiny/weights.bin'])('asks again for %s', async (path) => {
    const first = await ask(path);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await ask(path, { 'if-none-match': String(first.headers.etag) });
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    const other = await ask(path, { 'if-none-match': 'W/"other"' });
    expect(other.status).toBe(200);
  });

  it('notices a new file under the old name', async () => {
    const file = join(folder, 'dist/changing.json');
    const accept = { 'accept-encoding': 'br' };
    writeFileSync(file, '[1]');
    const before = await ask('/changing.json', accept);
    writeFileSync(file, '[1, 2]');
    const after = await ask('/changing.json', accept);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(brotliDecompressSync(after.body).toString()).toBe('[1, 2]');
  });
});

describe('compression', () => {
  it('is brotli where the browser takes it', async () => {
    const answer = await ask('/assets/tf-abc123.wasm', { 'accept-encoding': 'gzip, deflate, br' });
    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(answer.body.length).toBeLessThan(WASM.length / 10);
    expect(brotliDecompressSync(answer.body).equals(WASM)).toBe(true);
  });

  it('is gzip where only that is taken', async () => {
    const answer = await ask('/', { 'accept-encoding': 'gzip, br;q=0' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.body).toString()).toBe(PAGE);
  });

  it('is left out for weights and where it is not asked for', async () => {
    const weights = await ask('/models/tiny/weights.bin', { 'accept-encoding': 'br' });
    expect(weights.headers['content-encoding']).toBeUndefined();
    expect(weights.body.equals(WEIGHTS)).toBe(true);
    expect((await ask('/')).body.toString()).toBe(PAGE);
  });
});

describe('what is not served', () => {
  it('breaks off where it is there and cannot be read, and the server goes on', async () => {
    // A socket is seen like a file, and cannot be opened: like a file that a build removes in between.
    const path = join(folder, 'dist/assets/socket.js');
    const socket = createServer().listen(path);
    await once(socket, 'listening');
    for (const sent of [{}, { 'accept-encoding': 'br' }]) {
      await expect(ask('/assets/socket.js', sent)).rejects.toThrow(/socket hang up|ECONNRESET/);
    }
    socket.close();
    expect((await ask('/')).status).toBe(200);
  });

  it('is 404, and not the page', async () => {
    const answer = await ask('/models/tiny/missing.bin');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch('text/plain');
    expect((await ask('/models')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/.vite/manifest.json',
    '/_headers',
    '/%5fheaders',
    '/%',
    '/%00',
    'http://localhost/index.html',
  ])('%s is refused', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).not.toContain('secret');
  });

  it('is any method but GET and HEAD', async () => {
    const answer = await ask('/', {}, 'POST');
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

it('HEAD has the headers of GET and no body', async () => {
  for (const path of ['/', '/models/tiny/weights.bin']) {
    const get = await ask(path);
    const head = await ask(path, {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  }
});

it('a port that is taken is an error', async () => {
  await expect(serve(server.port, join(folder, 'dist'))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

describe('a part of a file', () => {
  const part = (range: string) =>
    ask('/models/tiny/weights.bin', { range, 'accept-encoding': 'br' });

  it('is sent where it is asked for', async () => {
    const answer = await part('bytes=10-19');
    expect(answer.status).toBe(206);
    expect(answer.body).toEqual(WEIGHTS.subarray(10, 20));
    expect(answer.headers['content-range']).toBe(`bytes 10-19/${WEIGHTS.length}`);
  });

  it('is never compressed', async () => {
    const headers = { range: 'bytes=0-3', 'accept-encoding': 'br' };
    const answer = await ask('/assets/tf-abc123.wasm', headers);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body.toString()).toBe('wasm');
  });

  it('beyond its end is refused', async () => {
    expect((await part('bytes=99999999-')).status).toBe(416);
  });
});

it.runIf(process.platform === 'linux')(
  'downloads that are broken off leave no file open',
  async () => {
    const big = join(folder, 'dist/models/tiny/big.bin');
    writeFileSync(big, Buffer.alloc(20_000_000));
    const opened = () => readdirSync('/proc/self/fd').length;
    const before = opened();
    for (let batch = 0; batch < 5; batch++) {
      const broken = Array.from({ length: 20 }, async () => {
        const asked = request({
          host: '127.0.0.1',
          port: server.port,
          path: '/models/tiny/big.bin',
        });
        asked.on('error', () => {});
        await new Promise<void>((resolve) => {
          asked.on('response', (answer) => {
            answer.once('data', () => {
              asked.destroy();
              resolve();
            });
          });
          asked.end();
        });
      });
      await Promise.all(broken);
    }
    // A hundred would be open; a few may be about to be closed.
    await expect.poll(opened, { timeout: 20_000 }).toBeLessThan(before + 10);
  },
);

it('a client that does not finish its headers is let go', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    socket.on('close', () => resolve(text));
  });
  expect(answer).toContain('408 Request Timeout');
});
