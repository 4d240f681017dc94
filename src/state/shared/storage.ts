import * as v from 'valibot';

type Place = () => Storage;

/** Read when it is used: closed storage throws. */
const ofAllTabs: Place = () => localStorage;
const ofThisTab: Place = () => sessionStorage;

/**
 * What was kept in an earlier visit. Each part that the schema does not want is what the schema falls back to.
 *
 * @returns what the schema makes of nothing where nothing was kept, or storage is closed
 */
export function recall<T>(key: string, schema: v.GenericSchema<unknown, T>): T {
  return parsed(read(ofAllTabs, key), schema);
}

/** Keep something for the next visit. */
export const keep = (key: string, value: unknown): void => write(ofAllTabs, key, value);

/** As `recall`, but a tab that is loaded again gets what it kept itself, whatever other tabs kept since. */
export function recallOfTab<T>(key: string, schema: v.GenericSchema<unknown, T>): T {
  return parsed(read(ofThisTab, key) ?? read(ofAllTabs, key), schema);
}

/** Keep something for this tab, and for the next one that is opened. */
export function keepOfTab(key: string, value: unknown): void {
  write(ofThisTab, key, value);
  write(ofAllTabs, key, value);
}

/** @returns undefined where nothing was kept, or storage is closed */
function read(place: Place, key: string): unknown {
  return unlessClosed(() => JSON.parse(place().getItem(key) ?? '') as unknown);
}

function write(place: Place, key: string, value: unknown): void {
  // A private window may refuse; then it lasts as long as the page.
  unlessClosed(() => place().setItem(key, JSON.stringify(value)));
}

function parsed<T>(kept: unknown, schema: v.GenericSchema<unknown, T>): T {
  const { success, output } = v.safeParse(schema, kept);
  return success ? output : v.parse(schema, {});
}

/** @returns what the work returns; undefined where it throws: storage is closed or full, or keeps something else */
export function unlessClosed<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
