export { deferred, idle, until } from './until.ts';
