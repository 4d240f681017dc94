/** The part of a document that is used; there is none in a worker. */
interface Page {
  querySelector(selector: string): { readonly src: string } | null;
}

/** After so many milliseconds the server counts as out of reach. */
const PATIENCE_MS = 10_000;

/** @returns the address of the script that this thread began with */
function firstScript(): string | undefined {
  const { document, location } = globalThis as { document?: Page; location?: { href: string } };
  return document ? document.querySelector('script[type=module][src]')?.src : location?.href;
}

/**
 * Whether the server has another version of the page than this one. The build puts a hash of the content into the name
 * of each script, and the first script of a thread names all that it loads later: it is gone exactly when one of
 * these may be. A server that does not answer has the same version as far as one can tell.
 */
export async function hasNewVersion(): Promise<boolean> {
  const script = firstScript();
  if (!script) return false;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // A HEAD request passes the service worker, which may still have the file.
    const { ok, status, headers } = await fetch(script, {
      method: 'HEAD',
      cache: 'no-store',
      signal,
    });
    // Some hosts answer with the page where a file is missing.
    if (ok) return !/script/.test(headers.get('content-type') ?? 'script');
    return status === 404 || status === 410;
  } catch {
    return false;
  }
}
