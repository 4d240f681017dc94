/** News of what is downloaded after the start, such as code, for listeners in the same thread. */

const stallListeners = new Set<(stalled: boolean) => void>();
const versionListeners = new Set<() => void>();
const stalled = new Set<object>();

/** Be told when something stops to arrive (true), and when it has come or was given up (false). */
export function onStalledDownload(listener: (stalled: boolean) => void): void {
  stallListeners.add(listener);
}

/** Be told when code is gone from the server because there is a new version of the page. */
export function onNewVersion(listener: () => void): void {
  versionListeners.add(listener);
}

/** Something that the page waits for has stalled, or no longer does. `what` is any object that stands for it. */
export function setStalled(what: object, is: boolean): void {
  const before = stalled.size > 0;
  if (is) stalled.add(what);
  else stalled.delete(what);
  const now = stalled.size > 0;
  if (now !== before) stallListeners.forEach((listener) => listener(now));
}

/** Code is gone because there is a new version. */
export function tellNewVersion(): void {
  versionListeners.forEach((listener) => listener());
}
