/** @returns a time that is an estimate, in whole seconds, or minutes where it is long */
export const roughTime = (ms: number): string =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
