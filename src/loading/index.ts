/** Downloads after the page's start: how long they may be silent, and what it means when code is gone. */
export { bytesOf } from './bytes.ts';
export { fetchCode, loadCode } from './code.ts';
export { fetchFile } from './file.ts';
export { onNewVersion, onStalledDownload } from './news.ts';
export { whileItArrives } from './patience.ts';
export { watchPolicy } from './policy.ts';
export { LoadingProblem } from './problems.ts';
export type { LoadingFault } from './problems.ts';
export { untilAborted } from './untilAborted.ts';
export { loadingOfWorker, tellStalls } from './worker.ts';
