import { isEmulator, type Device } from '../entry.ts';

/** A browser may leave a request for an adapter without an answer. */
const PATIENCE_MS = 10_000;

/** @returns the GPU that WebGPU gives, undefined for none */
async function requestAdapter(): Promise<GPUAdapter | undefined> {
  const asked = navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  const never = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const adapter = await Promise.race([asked, never]).catch(() => null);
  return adapter ?? undefined;
}

/** How often a browser is asked for the adapter that it had, and how long to wait in between. */
const TRIES = 20;
const PAUSE_MS = 250;

/**
 * The same where there was one a moment ago: while a browser starts its GPU's process once more, it has none.
 * @returns undefined where it stays away
 */
export async function requestAdapterAgain(): Promise<GPUAdapter | undefined> {
  const end = performance.now() + PATIENCE_MS;
  for (let i = 1; i < TRIES; i++) {
    const adapter = await requestAdapter();
    // One that does not answer at all is not asked twenty times.
    if (adapter || performance.now() > end) return adapter;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return requestAdapter();
}

/** @returns what WebGPU runs on here, undefined for nothing */
export async function probeWebgpu(): Promise<Device | undefined> {
  const adapter = await requestAdapter();
  if (!adapter) return undefined;
  // Chrome had no `info` before version 127.
  const { vendor, architecture, description, isFallbackAdapter } =
    adapter.info ?? ({} as Partial<GPUAdapterInfo>);
  const device = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed GPU';
  const software = Boolean(isFallbackAdapter) || isEmulator(`${device} ${architecture}`);
  return { device, software };
}
