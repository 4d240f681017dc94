/** The part of the browser's Trusted Types that is used; absent in browsers without them. */
interface Policies {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

/**
 * The page's policy (scripts/headers.mjs) lets no text become code or markup: browsers with Trusted Types ask this rule
 * about each script that is to run in a worker, and refuse HTML and code made of text altogether.
 *
 * To be called first in the page and in each worker that starts workers.
 *
 * @param base the address that scripts must be below; they come from the page's own files only
 */
export function trustOwnScripts(base: string): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  const folder = new URL('./', base).href;
  trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      const { href } = new URL(address, base);
      if (href.startsWith(folder)) return href;
      throw new TypeError(`${href} is no script of this page.`);
    },
  });
}
