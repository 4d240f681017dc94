import { Problem } from '../channel/index.ts';
import type { Feature } from './needs.ts';

/** What a browser, or a setting of it, does not let a page do. ui/words/ has the sentences. */
export type BrowserFault =
  /** It does not have what the page can't do without. */
  | { readonly code: 'browser/lacks'; readonly features: readonly Feature[] }
  /** It gives a page other pixels than those that are on a canvas, so that nobody is recognized by them. */
  | { readonly code: 'browser/canvas-scrambled' };

export class BrowserProblem extends Problem<BrowserFault> {
  override readonly name = 'BrowserProblem';
}
