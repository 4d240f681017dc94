/** The parts of a page's scope that are used; a worker has no document. */
interface Page {
  readonly origin?: string;
  readonly document?: {
    addEventListener(
      type: 'securitypolicyviolation',
      listener: (event: { effectiveDirective: string; blockedURI: string }) => void,
    ): void;
  };
}

let forbidden = false;

/**
 * Whether a policy keeps the page from starting its own workers, such as a header of the host or one that an extension
 * sets. The browser tells of it as of a script that did not arrive.
 */
export const areWorkersForbidden = (): boolean => forbidden;

/** Listen for what a policy forbids. To be called before the first worker is made. */
export function watchPolicy({ document, origin = '' }: Page = globalThis): void {
  document?.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    // What an extension starts in the page is no worker of its own.
    if (effectiveDirective === 'worker-src' && blockedURI.startsWith(origin)) forbidden = true;
  });
}
