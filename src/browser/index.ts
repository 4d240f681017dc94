/** What this browser lacks, or does in another way than others. Imports nothing of ours but channel/. */
export { missingFeatures } from './needs.ts';
export { BrowserProblem } from './problems.ts';
export type { BrowserFault } from './problems.ts';
export { checkReading, readsTrue } from './reading.ts';
export { trustOwnScripts } from './trustedTypes.ts';
