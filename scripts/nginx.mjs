// node scripts/nginx.mjs [folder] [port]: prints an nginx configuration that serves the build as headers.mjs says.
//   node scripts/nginx.mjs /var/www/brushlite 80 > /etc/nginx/conf.d/brushlite.conf
import { fileURLToPath } from 'node:url';
import { IMMUTABLE, headers } from './headers.mjs';

/**
 * @param {string} root the folder that dist/ was copied to
 * @param {string | number} listen a port, or an address and a port
 * @returns {string} a `server` block of nginx
 */
export function nginxServer(root, listen) {
  /** @param {string} cache @param {string} indent */
  const added = (cache, indent) =>
    [
      ...Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`),
      `add_header Cache-Control "${cache}";`, // not of a file that is missing
    ]
      .map((line) => indent + line)
      .join('\n');
  // A location that adds one header forgets those of the server, so each has all of them.
  return `server {
    listen ${listen};
    root ${root};
    charset utf-8;
    gzip on;
    gzip_min_length 0;
    gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml application/manifest+json;
    types {
        text/html html;
        text/css css;
        text/javascript js;
        text/plain txt;
        application/json json;
        application/manifest+json webmanifest;
        application/wasm wasm;
        application/octet-stream bin;
        image/svg+xml svg;
        image/png png;
        image/jpeg jpg;
        image/webp webp;
    }

    location / {
        try_files $uri $uri/index.html =404;
${added('no-cache', '        ')}
    }
    location /assets/ {
        try_files $uri =404;
${added(IMMUTABLE, '        ')}
    }
    # The list of headers for hosts that read one, and what begins with a dot, is not for visitors.
    location ~ ^/_headers$|/\\. {
        return 404;
${added('no-cache', '        ')}
    }
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , root = '/var/www/brushlite', port = '80'] = process.argv;
  console.log(nginxServer(root, port));
}
