// The headers that Brushlite is served with, written once: serve.mjs sends them, so does Vite's preview,
// and the build writes them to dist/_headers for static hosts that read such a file.

// With these two the page is cross-origin isolated: its memory is out of reach of other sites' pages, and
// WebAssembly may share memory between threads.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

// Each worker takes the policy of its own answer, so it is a header, and a <meta> tag is not enough.
const directives = [
  "default-src 'none'",
  // No blob: here. Only TensorFlow.js' threaded WebAssembly would want it, which engine/executors/tfjs-wasm/ leaves out.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  // Nothing leaves the machine: there is nowhere else to connect to.
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  // No text becomes code or markup: browser/trustedTypes.ts says which scripts may run in workers.
  "require-trusted-types-for 'script'",
  'trusted-types default',
  "base-uri 'none'",
  "form-action 'none'",
];
const contentSecurityPolicy = [...directives, "frame-ancestors 'none'"].join('; ');

/** For the page itself on hosts that send no headers: what a <meta> tag may say of the policy. */
export const metaPolicy = directives.join('; ');

// Only names that browsers know: each one that they don't is a warning in the console.
const off = [
  'accelerometer',
  'browsing-topics',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
// The second keeps the screen on while the camera is painted.
const own = ['camera', 'screen-wake-lock'];
const permissionsPolicy = [
  ...own.map((feature) => `${feature}=(self)`),
  ...off.map((feature) => `${feature}=()`),
].join(', ');

/** Vite's dev server: its page reloads by inline scripts and a socket, which the policy would forbid. */
export const developmentHeaders = {
  ...isolation,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissionsPolicy,
};

/** Everything that is served. */
export const headers = {
  ...developmentHeaders,
  'Content-Security-Policy': contentSecurityPolicy,
};

export const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The build puts a hash of the content into the names under assets/; all else may change under its name.
 * @param {string} path of the address, from the root of dist/, with a slash in front
 */
export function cacheControl(path) {
  return path.startsWith('/assets/') ? IMMUTABLE : 'no-cache';
}

/** The same as a _headers file. Hosts join what several rules set, so no header is in two rules. */
export function headersFile() {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...lines, '', '/assets/*', `  Cache-Control: ${IMMUTABLE}`, ''].join('\n');
}
