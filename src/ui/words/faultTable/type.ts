import type { AppFault } from '../../../state/index.ts';

export type Code = AppFault['code'];
type FactsOf<C extends Code> = Omit<Extract<AppFault, { readonly code: C }>, 'code'>;

/** Codes, with facts and the sentence that they make. The compiler asks for those that are missing. */
export type Sentences<C extends Code> = { readonly [K in C]: readonly [FactsOf<K>, string] };

/** Codes that begin with one of these words. */
export type CodesOf<Part extends string> = Extract<Code, `${Part}/${string}`>;

/** What most sentences name. */
export const name = 'x.jpg';
export const noWebgpu = { code: 'engine/executor-missing', executor: 'webgpu' } as const;
