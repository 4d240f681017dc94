/** Why something can't be done, as data: a code, and the facts that a sentence about it needs. */
export interface Fault {
  /** `<folder>/<what happened>`, such as `engine/memory`. */
  readonly code: string;
}

/**
 * An error that carries a fault. It holds no sentence for the visitor: ui/words/ makes that from the code and
 * the facts, in the visitor's language. A fault is plain data, so it crosses workers as it is.
 */
export class Problem<F extends Fault = Fault> extends Error {
  override readonly name: string = 'Problem';

  constructor(
    readonly fault: F,
    options?: ErrorOptions,
  ) {
    super(JSON.stringify(fault), options);
  }
}
