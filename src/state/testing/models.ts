import { readFileSync } from 'node:fs';
import type { Manifest } from '../../engine/index.ts';

/** @returns a file of models/, as text */
export const readModels = (path: string): string =>
  readFileSync(new URL(`../../../models/${path}`, import.meta.url), 'utf8');

/** The one that is deployed. */
export const realManifest = JSON.parse(readModels('manifest.json')) as Manifest;
