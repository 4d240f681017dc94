/** Values in sentences about what went wrong, in all languages. */

/** @returns bytes in whole megabytes: "60 MB" */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** @returns "WebP" for "image/webp" */
export const typeName = (type: string): string =>
  type === 'image/webp' ? 'WebP' : type.replace('image/', '').toUpperCase();
