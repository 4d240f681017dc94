/** 778,123 -> "0.78 MB" */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 9.95e6 ? 2 : 1)} MB`;
}

/** 83.2 -> "83 ms", 1234 -> "1.23 s", 42100 -> "42.1 s" */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
