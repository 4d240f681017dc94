import type { en } from './en/index.ts';
import type { Sentences } from './sentence.ts';

/** What a language has: the same words as English, so the compiler asks for those that are missing. */
export type Words = typeof en & { readonly problems: Sentences };
