import { expect } from 'vitest';
import { createChannel, type ChannelOptions } from '../channel.ts';
import type { Request } from '../messages.ts';
import { Problem } from '../problem.ts';

export interface Requests {
  readonly double: Request<number, number>;
  readonly count: Request<number, string, number>;
  readonly hand: Request<ArrayBuffer, ArrayBuffer>;
}

export type TestFault =
  | { readonly code: 'test/crashed' }
  | { readonly code: 'test/not-downloaded' }
  | { readonly code: 'test/not-started' }
  | { readonly code: 'test/lost' }
  | { readonly code: 'test/stopped' }
  | { readonly code: 'test/refused'; readonly text: string };

const LOST: readonly string[] = ['test/lost', 'test/crashed'];

type More = Partial<Pick<ChannelOptions<TestFault>, 'explain' | 'onStalled'>>;

/** A channel of the test's requests and faults. */
export const open = (createWorker: () => Worker, start?: unknown, more: More = {}) =>
  createChannel<Requests, TestFault>({
    ...more,
    createWorker,
    start,
    toError: (fault) => new Problem(fault),
    faults: {
      crashed: { code: 'test/crashed' },
      notDownloaded: { code: 'test/not-downloaded' },
      notStarted: { code: 'test/not-started' },
    },
    isLost: ({ code }) => LOST.includes(code),
  });

/** A promise's rejection, watched from now on. */
export const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
