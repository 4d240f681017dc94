import type { Sides } from '../../state/compare/index.ts';

export { lastResult } from '../../state/shared/index.ts';
export { SIDES } from '../../state/compare/index.ts';
export type { Sides } from '../../state/compare/index.ts';

export function mapSides<T, U>({ left, right }: Sides<T>, change: (of: T) => U): Sides<U> {
  return { left: change(left), right: change(right) };
}
