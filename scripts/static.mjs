// Answers HTTP requests with the files of a folder: sirv, and around it what sirv does not do.
// @ts-expect-error Its types would bring Express' with them.
import compression from 'compression';
import sirv from 'sirv';
import { cacheControl } from './headers.mjs';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * Makes a handler for the files under `root`. A missing file is a 404 and never the page: a model file
 * that turns out to be HTML would be taken for a damaged one.
 * @param {string} root
 * @param {Record<string, string>} headers sent with every answer
 */
export function fileHandler(root, headers) {
  // Of what is worth it, by the type: pictures, fonts and weights are dense already.
  /** @type {(request: Request, response: Response, next: () => void) => void} */
  const compress = compression({ threshold: 0 });
  const files = sirv(root, {
    dev: true, // looks at the disk for each request, since a build may change the files
    etag: true,
    extensions: ['html'], // `/` is `/index.html`
    setHeaders(response, path) {
      response.setHeader('Cache-Control', cacheControl(path));
      // sirv writes this type without the space that everyone else has.
      if (/(\/|\.html)$/.test(path)) response.setHeader('Content-Type', 'text/html; charset=utf-8');
    },
  });

  /** @param {Request} request @param {Response} response */
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(response, 405, 'Only GET and HEAD are answered here.');
    }
    if (!isServed(request.url ?? '/')) {
      return refuse(response, 403, 'Such an address is not served.');
    }
    response.on('pipe', (source) => {
      const file = /** @type {import('node:fs').ReadStream} */ (source);
      // sirv leaves the file open where the client goes away.
      response.on('close', () => file.destroy());
      // A build can remove the file after sirv has seen it. Its headers are written by then, so no status can tell.
      file.on('error', () => response.destroy());
    });
    const missing = () => refuse(response, 404, 'There is no such file.');
    // A part of a file would be compressed as if it were the whole.
    if (request.headers.range) files(request, response, missing);
    else compress(request, response, () => files(request, response, missing));
  };
}

/**
 * Whether an address is a plain path: sirv itself serves hidden files while it looks at the disk.
 * @param {string} url
 */
function isServed(url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return false;
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path)) return false;
  if (path === '/_headers') return false; // for hosts that read it
  // One rule for "..", ".vite" and ".git": no part may start with a dot.
  return !path.split('/').some((part) => part.startsWith('.'));
}

/** @param {Response} response @param {number} status @param {string} sentence */
function refuse(response, status, sentence) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}
