import * as v from 'valibot';

/**
 * What was kept in an earlier visit. Each part that the schema does not want is what the schema falls back to.
 *
 * @returns what the schema makes of nothing where nothing was kept, or storage is closed
 */
export function recall<T>(key: string, schema: v.GenericSchema<unknown, T>): T {
  let kept: unknown;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? '');
  } catch {
    kept = undefined;
  }
  const { success, output } = v.safeParse(schema, kept);
  return success ? output : v.parse(schema, {});
}

/** Keep something for the next visit. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A private window may refuse; then it lasts as long as the page.
  }
}
