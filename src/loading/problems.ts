import { Problem } from '../channel/index.ts';

/** What can go wrong with what the page downloads after its start. ui/words/ has the sentences. */
export type LoadingFault =
  /** For so many seconds nothing arrived. */
  | { readonly code: 'loading/stalled'; readonly seconds: number }
  /** A piece of the app's own code did not arrive. */
  | { readonly code: 'loading/code-not-downloaded' }
  /** The same, since the server has another version of the page by now, without that piece. */
  | { readonly code: 'loading/new-version' }
  /** A policy, of the host or of an extension, does not let the page start its workers. */
  | { readonly code: 'loading/workers-forbidden' };

export class LoadingProblem extends Problem<LoadingFault> {
  override readonly name = 'LoadingProblem';
}
