/**
 * Readers of values from strangers: each gives the value in its type, or throws Damaged with the place
 * where it is wrong. What nobody asked for is left out.
 */
export type Reader<T> = (value: unknown, place: string) => T;

/** The message is "<place> is not <what>". */
export class Damaged extends Error {
  override readonly name = 'Damaged';

  constructor(place: string, what: string) {
    super(`${place} is not ${what}`);
  }
}

const LONGEST_TEXT = 500;
const LONGEST_LIST = 1000;

export const number: Reader<number> = (value, place) => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new Damaged(place, 'a number from 0');
};

/** Of pixels: at least one. */
export const length: Reader<number> = (value, place) => {
  if (Number.isInteger(value) && (value as number) > 0) return value as number;
  throw new Damaged(place, 'a whole number from 1');
};

export const text: Reader<string> = (value, place) => {
  if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value;
  throw new Damaged(place, 'a text');
};

export const flag: Reader<boolean> = (value, place) => {
  if (typeof value === 'boolean') return value;
  throw new Damaged(place, 'true or false');
};

export function oneOf<const T>(...values: readonly T[]): Reader<T> {
  return (value, place) => {
    const found = values.find((known) => known === value);
    if (found !== undefined) return found;
    throw new Damaged(place, `one of ${values.join(', ')}`);
  };
}

export function optional<T>(read: Reader<T>): Reader<T | undefined> {
  return (value, place) => (value === undefined ? undefined : read(value, place));
}

export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, place) => (value === null ? null : read(value, place));
}

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length > LONGEST_LIST) throw new Damaged(place, 'a list');
    return value.map((item, index) => read(item, `${place}[${index}]`));
  };
}

/** An object with these keys. */
export function object<T>(readers: { readonly [Key in keyof T]-?: Reader<T[Key]> }): Reader<T> {
  return (value, place) => {
    const given = record(value, place);
    const entries = Object.entries<Reader<unknown>>(readers).map(([key, read]) => [
      key,
      read(Object.hasOwn(given, key) ? given[key] : undefined, place ? `${place}.${key}` : key),
    ]);
    return Object.fromEntries(entries) as T;
  };
}

/** An object with any keys. */
export function dictionary<T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, place) => {
    const entries = Object.entries(record(value, place));
    if (entries.length > LONGEST_LIST) throw new Damaged(place, 'that short');
    return Object.fromEntries(entries.map(([key, item]) => [key, read(item, `${place}.${key}`)]));
  };
}

function record(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Damaged(place, 'an object');
}
