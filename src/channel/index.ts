/** How the page and its workers speak to each other. Imports nothing of ours. */
export { createChannel } from './channel.ts';
export type { Channel } from './channel.ts';
export type { FromWorker, Request, RequestMap } from './messages.ts';
export { pause } from './pause.ts';
export { Problem } from './problem.ts';
export { serve, Transferred } from './serve.ts';
export type { Handlers } from './serve.ts';
export { stream } from './stream.ts';
