// Answers HTTP requests with the files of a folder, the way a careful static host does.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { cacheControl } from './headers.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @type {Record<string, string>} */
const types = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm', // under any other type browsers don't compile it while it streams in
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.wgsl': 'text/wgsl; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Pictures, fonts and weights are as dense as they get. */
const compressible = /\.(css|html|js|json|svg|txt|wasm|webmanifest|wgsl)$/;

// Brotli's best level, 11, takes seconds for the large files; 6 is done before anyone notices.
const brotli = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 6 } };
const compressors = {
  br: (/** @type {Buffer} */ data) => promisify(zlib.brotliCompress)(data, brotli),
  gzip: (/** @type {Buffer} */ data) => promisify(zlib.gzip)(data),
};
/** @typedef {keyof typeof compressors} Encoding */

/**
 * A handler for the files under `root`. What is not there is a 404, and never the page: a model file
 * that turns out to be HTML would be taken for a damaged one.
 * @param {string} root
 * @param {Record<string, string>} headers sent with every answer
 */
export function fileHandler(root, headers) {
  const compress = compressor();

  /** @param {Request} request @param {Response} response */
  async function answer(request, response) {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(response, 405, 'Only GET and HEAD are answered here.');
    }
    const path = pathOf(request.url ?? '/');
    if (path === undefined) return refuse(response, 403, 'Such an address is not served.');
    const file = join(root, path);
    const stats = await stat(file).catch(() => undefined);
    if (!stats?.isFile()) return refuse(response, 404, `There is nothing at ${path}.`);

    // Weak, since every encoding of the file has the same.
    const etag = `W/"${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}"`;
    const mayCompress = compressible.test(path);
    response.setHeader('ETag', etag);
    response.setHeader('Cache-Control', cacheControl(path));
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
    if (mayCompress) response.setHeader('Vary', 'Accept-Encoding');
    if (isFresh(request, etag)) return response.writeHead(304).end();

    const encoding = mayCompress ? encodingFor(request) : undefined;
    const body = encoding && (await compress(file, etag, encoding));
    if (encoding) response.setHeader('Content-Encoding', encoding);
    response.writeHead(200, { 'Content-Length': body?.byteLength ?? stats.size });
    if (request.method === 'HEAD') return response.end();
    if (body) return response.end(body);
    return createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  /** @param {Request} request @param {Response} response */
  return (request, response) => {
    // A file that a build takes away at this very moment.
    answer(request, response).catch(() => response.destroy());
  };
}

/** Compresses files, and keeps the latest copy of each. */
function compressor() {
  /** @type {Map<string, { etag: string, copy: Promise<Buffer> }>} */
  const kept = new Map();

  return (
    /** @type {string} */ file,
    /** @type {string} */ etag,
    /** @type {Encoding} */ encoding,
  ) => {
    const key = `${encoding} ${file}`;
    const known = kept.get(key);
    if (known?.etag === etag) return known.copy;
    const copy = readFile(file).then(compressors[encoding]);
    kept.set(key, { etag, copy });
    copy.catch(() => kept.delete(key));
    return copy;
  };
}

/**
 * The path of an address, decoded, with `index.html` for a folder's. Undefined where it leads out of
 * the root, to a hidden file, or nowhere.
 * @param {string} url
 */
function pathOf(url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path)) return undefined;
  // One rule for "..", ".vite" and ".git": no part may start with a dot.
  if (path.split('/').some((part) => part.startsWith('.'))) return undefined;
  return path.endsWith('/') ? `${path}index.html` : path;
}

/** @param {Request} request @param {string} etag */
function isFresh(request, etag) {
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim()) ?? [];
  return known.includes(etag) || known.includes('*');
}

/** @param {Request} request @returns {Encoding | undefined} */
function encodingFor(request) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .filter((encoding) => !/;\s*q=0(\.0*)?\s*$/.test(encoding))
    .map((encoding) => encoding.replace(/;.*$/s, '').trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : undefined;
}

/** @param {Response} response @param {number} status @param {string} sentence */
function refuse(response, status, sentence) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}
