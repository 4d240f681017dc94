/**
 * @returns an id that no other tab or visit has. `crypto.randomUUID` is lacking at an address that is not secure.
 */
export const uniqueId = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
