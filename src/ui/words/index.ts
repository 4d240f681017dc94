/** Every sentence of the page, by language and code. */
export { deviceName, sentenceOf } from './problems.ts';
export { EXECUTORS, PHASES } from './words.ts';
