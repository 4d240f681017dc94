import type { AppFault } from '../../state/index.ts';

type Code = AppFault['code'];
type FaultWith<C extends Code> = Extract<AppFault, { readonly code: C }>;

/** One sentence a code, made from the fault's facts: what happened and what to do. The compiler asks for every code. */
export type Sentences = { readonly [C in Code]: (fault: FaultWith<C>) => string };

/** @returns what makes the sentence of any fault in one language */
export function sentenceIn(sentences: Sentences): (fault: AppFault) => string {
  return (fault) => {
    // The compiler does not see that the code picks the function for this very fault.
    const sentence = sentences[fault.code] as (fault: AppFault) => string;
    return sentence(fault);
  };
}
