/**
 * Checks of data from strangers, made of smaller checks. Each gives the value back as what it was
 * checked to be, without whatever else was in it, or throws.
 */
export type Check<T> = (value: unknown) => T;

const wrong = (): never => {
  throw new TypeError('not what was expected');
};

/** A string that can be shown. */
export const text: Check<string> = (value) =>
  typeof value === 'string' && value.length <= 300 ? value : wrong();

/** A number that can be computed with: finite, not negative. */
export const amount: Check<number> = (value) =>
  typeof value === 'number' && value >= 0 && value < Number.MAX_SAFE_INTEGER ? value : wrong();

export const between =
  (low: number, high: number): Check<number> =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high ? value : wrong();

export const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? value : wrong());

export const exactly =
  <T extends string | number>(...known: readonly T[]): Check<T> =>
  (value) =>
    known.find((one) => one === value) ?? wrong();

export const list =
  <T>(check: Check<T>, limit = 1000): Check<readonly T[]> =>
  (value) =>
    Array.isArray(value) && value.length <= limit ? value.map((item) => check(item)) : wrong();

/** A list with something in it. */
export const some =
  <T>(check: Check<readonly T[]>): Check<readonly T[]> =>
  (value) => {
    const items = check(value);
    return items.length > 0 ? items : wrong();
  };

/** Anything or nothing; JSON has no `undefined`. */
export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value) =>
    value === undefined || value === null ? undefined : check(value);

export const record =
  <T>(check: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value) =>
    Object.fromEntries(
      Object.entries(object(value)).map(([name, item]) => [text(name), check(item)]),
    );

export const shape =
  <T extends object>(checks: { readonly [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (value) => {
    const given = object(value);
    const names = Object.keys(checks) as (keyof T & string)[];
    return Object.fromEntries(names.map((name) => [name, checks[name](given[name])])) as T;
  };

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong();
  return value as Record<string, unknown>;
}
