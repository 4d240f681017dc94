import type { FromWorker } from '../channel/index.ts';
import { codeProblem } from './code.ts';
import { areWorkersForbidden } from './policy.ts';
import { onStalledDownload, setStalled, tellNewVersion } from './news.ts';
import type { LoadingFault } from './problems.ts';

/** Of a channel's options: what the page does about a worker whose code, or code that it needs, does not arrive. */
export const loadingOfWorker = {
  onStalled: setStalled,
  /** The same fault, or what is known better: that a policy forbids it, or a new version, of which the page is told. */
  async explain<F extends { readonly code: string }>(fault: F): Promise<F | LoadingFault> {
    if (fault.code === 'loading/new-version') tellNewVersion(); // the worker has found out
    if (fault.code !== 'loading/code-not-downloaded') return fault;
    return areWorkersForbidden()
      ? { code: 'loading/workers-forbidden' }
      : (await codeProblem()).fault;
  },
};

/** In a worker: tell the page when code stalls that the worker loads. */
export function tellStalls(scope: { postMessage(message: FromWorker): void } = self): void {
  onStalledDownload((stalled) => scope.postMessage({ type: 'stalled', stalled }));
}
