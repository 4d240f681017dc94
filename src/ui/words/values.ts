/** Values in sentences about what went wrong, in all languages. */

/** @returns bytes in whole megabytes: "60 MB" */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** @returns a file's name, shortened in the middle: one of several lines would bury its sentence */
export const short = (name: string): string =>
  name.length > 40 ? `${name.slice(0, 24)}…${name.slice(-12)}` : name;

/** @returns "WebP" for "image/webp" */
export const typeName = (type: string): string =>
  type === 'image/webp' ? 'WebP' : type.replace('image/', '').toUpperCase();
