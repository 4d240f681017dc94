/**
 * A real nginx with the configuration that the repository writes. Where there is none this is left out; `npm run
 * test:long` installs one on Debian.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from './free-port.mjs';
import { headers } from './headers.mjs';
import { nginxServer } from './nginx.mjs';

const NGINX = ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
  existsSync,
);

it.runIf(process.env['BRUSHLITE_LONG'] && process.env['CI'])(
  'there is an nginx where it must be',
  () => {
    expect(NGINX).toBeDefined();
  },
);

describe.runIf(NGINX)('nginx', () => {
  let folder: string;
  let url: string;
  let nginx: ChildProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'brushlite-nginx-'));
    const root = join(folder, 'dist');
    mkdirSync(join(root, 'assets'), { recursive: true });
    mkdirSync(join(root, '.vite'));
    writeFileSync(join(root, 'index.html'), '<!doctype html><title>Brushlite</title>');
    writeFileSync(join(root, 'sw.js'), '// worker');
    writeFileSync(join(root, '_headers'), '/*');
    writeFileSync(join(root, '.vite/chunks.json'), '{}');
    writeFileSync(join(root, 'assets/a-1.wasm'), Buffer.alloc(50_000, 'wasm'));
    const port = await freePort();
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    const conf = join(folder, 'nginx.conf');
    writeFileSync(
      conf,
      `${user} daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
${nginxServer(root, `127.0.0.1:${port}`)}
}`,
    );
    const program = NGINX as string;
    execFileSync(program, ['-t', '-q', '-c', conf]);
    nginx = spawn(program, ['-c', conf], { stdio: 'ignore' });
    url = `http://127.0.0.1:${port}`;
    await vi.waitFor(() => fetch(url), { timeout: 20_000 });
  });

  afterAll(() => {
    nginx?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['/', '/assets/a-1.wasm', '/missing', '/_headers'])(
    'sends every header with %s',
    async (path) => {
      const answer = await fetch(url + path);
      for (const [name, value] of Object.entries(headers))
        expect(answer.headers.get(name), name).toBe(value);
    },
  );

  it.each([
    ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/sw.js', 200, 'text/javascript; charset=utf-8', 'no-cache'],
    ['/assets/a-1.wasm', 200, 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/missing', 404, 'text/html', null],
    ['/assets/missing.js', 404, 'text/html', null],
    ['/_headers', 404, 'text/html', null],
    ['/.vite/chunks.json', 404, 'text/html', null],
  ])('answers %s with %i', async (path, status, type, cache) => {
    const answer = await fetch(url + path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(type.split(';')[0]);
    expect(answer.headers.get('cache-control')).toBe(cache);
  });

  it('compresses what gets smaller, and sends parts of files', async () => {
    const whole = await fetch(`${url}/assets/a-1.wasm`, { headers: { 'accept-encoding': 'gzip' } });
    expect(whole.headers.get('content-encoding')).toBe('gzip');
    const part = await fetch(`${url}/assets/a-1.wasm`, {
      headers: { range: 'bytes=0-3', 'accept-encoding': 'identity' },
    });
    expect([part.status, await part.text()]).toEqual([206, 'wasm']);
  });
});
