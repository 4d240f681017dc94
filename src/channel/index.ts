/** How the page and its workers speak to each other. Imports nothing of ours. */
export { createChannel } from './channel.ts';
export type { AskOptions, Channel, ChannelOptions } from './channel.ts';
export type { FromWorker, Request, RequestMap } from './messages.ts';
export { pause } from './pause.ts';
export { Problem } from './problem.ts';
export type { Fault } from './problem.ts';
export { serve, Transferred } from './serve.ts';
export type { Handlers, RequestContext } from './serve.ts';
export { stream } from './stream.ts';
