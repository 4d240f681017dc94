/** How the page and its workers speak to each other. Imports nothing of ours. */
export { Problem } from './problem.ts';
export type { Fault } from './problem.ts';
